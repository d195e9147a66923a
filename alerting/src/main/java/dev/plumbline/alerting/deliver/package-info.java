/** Notifications on their way to their receivers: leased, put together, sent, marked. */
@NullMarked
package dev.plumbline.alerting.deliver;

import org.jspecify.annotations.NullMarked;
