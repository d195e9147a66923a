/** Who is told of alerts: receivers, their tests and their secrets. */
@NullMarked
package dev.plumbline.console.receiver;

import org.jspecify.annotations.NullMarked;
