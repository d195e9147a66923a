/** Reads sessions with their vectors and keeps what was learned and seen: state and output in one transaction. */
@NullMarked
package dev.plumbline.drift.watch;

import org.jspecify.annotations.NullMarked;
