package dev.plumbline.contracts.trace;

import org.jspecify.annotations.Nullable;

/**
 * A span without its content: what lists, filters and waterfalls need.
 *
 * @param parentSpanId 16 lower-case hex digits; null for a root
 */
public record Span(
        SpanKey key,
        @Nullable String parentSpanId,
        String name,
        SpanKind kind,
        SpanOutcome outcome,
        Origin origin,
        ModelCall model) {}
