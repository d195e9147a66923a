/** How the watch over each feature stands. */
@NullMarked
package dev.plumbline.drift.report.feature;

import org.jspecify.annotations.NullMarked;
