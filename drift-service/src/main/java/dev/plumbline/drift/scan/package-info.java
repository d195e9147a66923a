/** The tests of one window against the reference. Each p-value holds for traffic whose sessions did not change. */
@NullMarked
package dev.plumbline.drift.scan;

import org.jspecify.annotations.NullMarked;
