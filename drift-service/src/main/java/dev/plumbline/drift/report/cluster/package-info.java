/** The clusters of a feature, now against its reference. */
@NullMarked
package dev.plumbline.drift.report.cluster;

import org.jspecify.annotations.NullMarked;
