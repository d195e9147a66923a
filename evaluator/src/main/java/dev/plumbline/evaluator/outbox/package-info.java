/** Scores on their way to the bus: written with their cause, relayed at least once, never lost while the bus is away. */
@NullMarked
package dev.plumbline.evaluator.outbox;

import org.jspecify.annotations.NullMarked;
