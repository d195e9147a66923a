/** Rates over scores, each with its n and a 95 % interval, weighted so that they speak for all traffic. */
@NullMarked
package dev.plumbline.evaluator.summary;

import org.jspecify.annotations.NullMarked;
