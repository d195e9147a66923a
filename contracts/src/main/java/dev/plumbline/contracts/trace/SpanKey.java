package dev.plumbline.contracts.trace;

/**
 * What makes a span one row: the same key sent again is the same span.
 *
 * @param projectId the owner; one tenant's ids never block another's
 * @param traceId 32 lower-case hex digits, not all zero
 * @param spanId 16 lower-case hex digits, not all zero
 * @param startNano start in nanoseconds since the Unix epoch, UTC, 0 or more
 */
public record SpanKey(int projectId, String traceId, String spanId, long startNano) {}
