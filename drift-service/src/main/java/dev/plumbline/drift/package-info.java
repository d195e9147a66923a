/** Tells when what users ask moves away from what the feature has learned. {@link dev.plumbline.drift.DriftCycle} reads as the pipeline. */
@NullMarked
package dev.plumbline.drift;

import org.jspecify.annotations.NullMarked;
