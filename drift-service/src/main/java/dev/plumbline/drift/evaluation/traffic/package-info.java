/** Traffic drawn from the corpus: quiet, or changed in one stated way. */
@NullMarked
package dev.plumbline.drift.evaluation.traffic;

import org.jspecify.annotations.NullMarked;
