package dev.plumbline.ingest.decode;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A log record as sent.
 *
 * @param traceId 32 lower-case hex digits; null when the record is not associated with a span
 * @param spanId 16 lower-case hex digits; null when the record is not associated with a span
 * @param timeNano the time of the event, else of its observation
 * @param eventName field 12, else the attribute {@code event.name}; empty when neither was sent
 * @param body any value, as in {@link OtlpSpan}
 */
public record OtlpLog(
        OtlpScope scope,
        @Nullable String traceId,
        @Nullable String spanId,
        long timeNano,
        String eventName,
        @Nullable Object body,
        Map<String, Object> attributes) {}
