/** Finds the segments of the traffic that fail most; the search itself is plain arithmetic. */
@NullMarked
package dev.plumbline.evaluator.slices;

import org.jspecify.annotations.NullMarked;
