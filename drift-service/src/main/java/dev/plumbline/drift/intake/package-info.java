/** Requests from the bus to rows; what they mean is decided later and in order. */
@NullMarked
package dev.plumbline.drift.intake;

import org.jspecify.annotations.NullMarked;
