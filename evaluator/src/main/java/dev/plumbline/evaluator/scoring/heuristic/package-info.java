/** Scorers that read the answer alone. */
@NullMarked
package dev.plumbline.evaluator.scoring.heuristic;

import org.jspecify.annotations.NullMarked;
