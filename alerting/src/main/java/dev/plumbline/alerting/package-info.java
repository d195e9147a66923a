/** From scores and drift findings to pages that arrive: signals, detectors, alerts, notifications. */
@NullMarked
package dev.plumbline.alerting;

import org.jspecify.annotations.NullMarked;
