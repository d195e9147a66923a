/** Turns looks at windows into findings that open once, grow and close: pure functions of the sessions in their order. */
@NullMarked
package dev.plumbline.drift.detect;

import org.jspecify.annotations.NullMarked;
