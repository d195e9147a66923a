package dev.plumbline.contracts.trace;

import org.jspecify.annotations.Nullable;

/**
 * How a span ended.
 *
 * @param endNano end in nanoseconds since the Unix epoch, UTC; may lie before the start when the sender says so
 * @param message the sender's words about the status
 */
public record SpanOutcome(
        long endNano, SpanStatus status, @Nullable String message) {}
