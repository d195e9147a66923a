/**
 * Looks at what Plumbline found by itself, through its public API only. Answers are read leniently: an unknown field is
 * passed over, a missing one is shown as absent.
 */
@NullMarked
package dev.plumbline.demo.watch;

import org.jspecify.annotations.NullMarked;
