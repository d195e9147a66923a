/** Counts settled requests by the minute, so that charts need not. */
@NullMarked
package dev.plumbline.ingest.traffic;

import org.jspecify.annotations.NullMarked;
