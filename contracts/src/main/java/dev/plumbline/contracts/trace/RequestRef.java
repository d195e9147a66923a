package dev.plumbline.contracts.trace;

/**
 * Names one request: the root span of a trace, or one model call where there is no root.
 *
 * @param traceId 32 lower-case hex digits
 * @param spanId 16 lower-case hex digits
 */
public record RequestRef(int projectId, String traceId, String spanId) {}
