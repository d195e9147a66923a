package dev.plumbline.ingest.decode;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
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
    public record Outline(
            String name, long startNano, long endNano, int status, String statusMessage, Carried carried) {
        public Outline(String name, long startNano, long endNano, int status, String statusMessage) {
            this(name, startNano, endNano, status, statusMessage, Carried.NONE);
        }
    }

    /**
     * What Plumbline keeps without reading anything into it.
     *
     * @param kind the wire number of the span kind; 0 when not sent
     * @param traceState as sent; empty when not sent
     * @param flags all 32 bits
     * @param dropped attributes, events and links that the sender says it dropped, in this order
     */
    public record Carried(int kind, String traceState, int flags, List<Integer> dropped) {
        public static final Carried NONE = new Carried(0, "", 0, List.of(0, 0, 0));

        private static final List<String> KINDS =
                List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");

        /** What was sent, by the names that the store keeps it under. */
        public Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            if (kind != 0) {
                fields.put("otel.span.kind", kind > 0 && kind < KINDS.size() ? KINDS.get(kind) : String.valueOf(kind));
            }
            if (!traceState.isEmpty()) {
                fields.put("otel.span.trace_state", traceState);
            }
            if (flags != 0) {
                fields.put("otel.span.flags", Integer.toUnsignedLong(flags));
            }
            if (dropped.stream().anyMatch(count -> count != 0)) {
                fields.put("otel.span.dropped", dropped);
            }
            return fields;
        }
    }

    /** An event of the span. */
    public record Event(long timeNano, String name, Map<String, Object> attributes) {}

    /** A link to another span. */
    public record Link(String traceId, String spanId, Map<String, Object> attributes) {}
}
