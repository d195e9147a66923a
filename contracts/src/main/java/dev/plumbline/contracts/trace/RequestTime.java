package dev.plumbline.contracts.trace;

/**
 * When a request happened and how it ended; times in nanoseconds since the Unix epoch, UTC.
 *
 * @param name the name of the request's own span
 */
public record RequestTime(long startNano, long endNano, SpanStatus status, String name) {}
