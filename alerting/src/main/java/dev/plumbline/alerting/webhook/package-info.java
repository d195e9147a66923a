/** Signed POSTs by Standard Webhooks 1.0.0, to addresses that were checked before connecting. */
@NullMarked
package dev.plumbline.alerting.webhook;

import org.jspecify.annotations.NullMarked;
