/** The rule that watches shares of scores: arithmetic on closed steps, without a store or a clock. */
@NullMarked
package dev.plumbline.alerting.quality;

import org.jspecify.annotations.NullMarked;
