/** Alerting from outside: events that open and end alerts, receivers that take webhooks, and how long it takes. */
@NullMarked
package dev.plumbline.bench.alerting;

import org.jspecify.annotations.NullMarked;
