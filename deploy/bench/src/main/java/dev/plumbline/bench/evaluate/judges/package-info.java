/** The evaluator's judge workers as they are: a real service on real servers, many slow calls at once, an outage, a budget. */
@NullMarked
package dev.plumbline.bench.evaluate.judges;

import org.jspecify.annotations.NullMarked;
