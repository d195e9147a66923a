/** How often the evaluator's intervals and searches are right on made-up traffic, and what its scorers cost. */
@NullMarked
package dev.plumbline.bench.evaluate;

import org.jspecify.annotations.NullMarked;
