/** Rates, agreement and their 95 % intervals from samples of unequal weight that come in sessions: plain arithmetic. */
@NullMarked
package dev.plumbline.evaluator.estimate;

import org.jspecify.annotations.NullMarked;
