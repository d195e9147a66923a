/** Signals from the bus: stored, not yet judged. */
@NullMarked
package dev.plumbline.alerting.intake;

import org.jspecify.annotations.NullMarked;
