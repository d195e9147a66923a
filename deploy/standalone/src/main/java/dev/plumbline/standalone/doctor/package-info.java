/** Looks at the machine and says what would keep Plumbline from running, and what to do about it. */
@NullMarked
package dev.plumbline.standalone.doctor;

import org.jspecify.annotations.NullMarked;
