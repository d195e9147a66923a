/** A stored trace as the input of a scorer: which answer, which question, which passages. */
@NullMarked
package dev.plumbline.evaluator.reading;

import org.jspecify.annotations.NullMarked;
