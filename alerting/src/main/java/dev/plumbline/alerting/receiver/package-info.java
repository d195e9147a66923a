/** The receivers that people set up, and their secrets. */
@NullMarked
package dev.plumbline.alerting.receiver;

import org.jspecify.annotations.NullMarked;
