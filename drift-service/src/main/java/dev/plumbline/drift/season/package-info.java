/** The clock: which hours are compared with which, and what of past traffic is counted hour by hour. */
@NullMarked
package dev.plumbline.drift.season;

import org.jspecify.annotations.NullMarked;
