/** The arithmetic of alarms. Pure: the same steps always give the same alarms. */
@NullMarked
package dev.plumbline.alerting.detect;

import org.jspecify.annotations.NullMarked;
