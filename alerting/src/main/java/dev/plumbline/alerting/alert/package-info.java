/** Alerts: opened once, with the evidence of that moment, until they are resolved. Imports nothing of its neighbours. */
@NullMarked
package dev.plumbline.alerting.alert;

import org.jspecify.annotations.NullMarked;
