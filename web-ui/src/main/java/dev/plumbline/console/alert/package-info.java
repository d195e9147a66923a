/** Alerts with their evidence, their history and who was told. */
@NullMarked
package dev.plumbline.console.alert;

import org.jspecify.annotations.NullMarked;
