/** Scorers that people write as one expression: run on all traffic, without a way out and within bounds. */
@NullMarked
package dev.plumbline.evaluator.scoring.expression;

import org.jspecify.annotations.NullMarked;
