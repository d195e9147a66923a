/** The sign of life that receivers may ask for: when it stays away, alerting itself is down. */
@NullMarked
package dev.plumbline.alerting.heartbeat;

import org.jspecify.annotations.NullMarked;
