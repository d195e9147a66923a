/** Pairs of answers to the same input, each asked about in both orders: a preference counts only when both agree. */
@NullMarked
package dev.plumbline.evaluator.judge.pair;

import org.jspecify.annotations.NullMarked;
