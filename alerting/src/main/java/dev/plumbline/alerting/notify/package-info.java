/** Who must be told: one row per notification, delivered from a lease, every attempt in the log. */
@NullMarked
package dev.plumbline.alerting.notify;

import org.jspecify.annotations.NullMarked;
