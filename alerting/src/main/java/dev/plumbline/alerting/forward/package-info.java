/** Keeps alerts alive in Alertmanagers, which forget what is not posted again. */
@NullMarked
package dev.plumbline.alerting.forward;

import org.jspecify.annotations.NullMarked;
