package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Span;

/**
 * A span as it is read, its content joined with what log records told about it.
 *
 * @param conflict whether another span with the same ids and another start was stored; this one is the winner
 */
public record StoredSpan(Span span, SpanPayload payload, boolean conflict) {}
