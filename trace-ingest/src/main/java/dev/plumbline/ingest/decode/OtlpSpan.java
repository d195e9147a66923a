package dev.plumbline.ingest.decode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A span as sent, before any meaning is read into it. Attribute values are strings, longs, doubles, booleans, byte
 * arrays, lists or maps of these, or null for an empty value.
 *
 * @param notes what was odd about it, in words
 */
public record OtlpSpan(
        OtlpScope scope,
        Ids ids,
        Outline outline,
        Map<String, Object> attributes,
        List<Event> events,
        List<Link> links,
        List<String> notes) {

    /**
     * @param traceId 32 lower-case hex digits
     * @param spanId 16 lower-case hex digits
     * @param parentSpanId 16 lower-case hex digits; null for a root
     */
    public record Ids(
            String traceId, String spanId, @Nullable String parentSpanId) {}

    /**
     * @param startNano nanoseconds since the Unix epoch; times past 2262 are held at the largest long
     * @param status the wire number of the status code
     */
    public record Outline(String name, long startNano, long endNano, int status, String statusMessage) {}

    /** An event of the span. */
    public record Event(long timeNano, String name, Map<String, Object> attributes) {}

    /** A link to another span. */
    public record Link(String traceId, String spanId, Map<String, Object> attributes) {}
}
