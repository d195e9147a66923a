/** How well the detector works, measured beside what others ship, on the same windows of real text. */
@NullMarked
package dev.plumbline.drift.evaluation;

import org.jspecify.annotations.NullMarked;
