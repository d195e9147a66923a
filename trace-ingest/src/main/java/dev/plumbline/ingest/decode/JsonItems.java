package dev.plumbline.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ingest.decode.wire.Ids;
import dev.plumbline.ingest.decode.wire.JsonValues;
import dev.plumbline.ingest.decode.wire.Oddities;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Spans, log records and scopes of OTLP in JSON, each out of its own tree. */
final class JsonItems {
    private JsonItems() {}

    /** A scope whose resource has not been read yet. */
    record Scope(String name, String version, Map<String, Object> attributes) {
        static final Scope NONE = new Scope("", "", Map.of());

        OtlpScope of(Map<String, Object> resource) {
            return new OtlpScope(resource, name, version, attributes);
        }
    }

    /** A log record whose scope has not been read yet. */
    record Log(
            @Nullable String traceId,
            @Nullable String spanId,
            long timeNano,
            String eventName,
            @Nullable Object body,
            Map<String, Object> attributes,
            Oddities oddities) {
        OtlpLog in(OtlpScope scope) {
            return new OtlpLog(scope, traceId, spanId, timeNano, eventName, body, attributes);
        }
    }

    static Scope scope(JsonNode node, Oddities oddities) throws BadPayloadException {
        return new Scope(
                JsonValues.text(node, "name", oddities),
                JsonValues.text(node, "version", oddities),
                JsonValues.attributes(node, "scope", oddities));
    }

    static SpanDraft span(JsonNode node) throws BadPayloadException {
        SpanDraft draft = new SpanDraft();
        Oddities oddities = draft.oddities;
        draft.name = JsonValues.text(node, "name", oddities);
        draft.traceId = Ids.parse(node.path("traceId").asText(""));
        draft.spanId = Ids.parse(node.path("spanId").asText(""));
        draft.parentSpanId = parent(node.path("parentSpanId").asText(""), oddities);
        draft.traceState = JsonValues.text(node, "traceState", oddities);
        draft.flags = (int) JsonValues.count(node, "flags");
        draft.kind = JsonValues.kind(node.path("kind"));
        draft.startNano = JsonValues.nano(node, "startTimeUnixNano");
        draft.endNano = JsonValues.nano(node, "endTimeUnixNano");
        draft.status = JsonValues.status(node.path("status").path("code"));
        draft.statusMessage = JsonValues.text(node.path("status"), "message", oddities);
        draft.attributes.putAll(JsonValues.attributes(node, "span", oddities));
        draft.dropped[0] = (int) JsonValues.count(node, "droppedAttributesCount");
        draft.dropped[1] = (int) JsonValues.count(node, "droppedEventsCount");
        draft.dropped[2] = (int) JsonValues.count(node, "droppedLinksCount");
        for (JsonNode event : JsonValues.array(node, "events")) {
            draft.event(new OtlpSpan.Event(
                    SpanDraft.clamp(JsonValues.nano(event, "timeUnixNano")),
                    JsonValues.text(event, "name", oddities),
                    JsonValues.attributes(event, "event", oddities)));
        }
        for (JsonNode link : JsonValues.array(node, "links")) {
            draft.link(
                    Ids.parse(link.path("traceId").asText("")),
                    Ids.parse(link.path("spanId").asText("")),
                    JsonValues.attributes(link, "link", oddities));
        }
        return draft;
    }

    /** What is no hex at all is as bad as hex of another length: the parent is absent, and the sender hears it. */
    private static byte[] parent(String text, Oddities oddities) {
        byte[] id = Ids.parse(text);
        if (id.length == 0 && !text.isEmpty()) {
            oddities.other("parent_span_id that is not hex taken as absent");
        }
        return id;
    }

    static Log log(JsonNode node) throws BadPayloadException {
        Oddities oddities = new Oddities();
        Map<String, Object> attributes = JsonValues.attributes(node, "logRecord", oddities);
        String eventName = JsonValues.text(node, "eventName", oddities);
        long time = JsonValues.nano(node, "timeUnixNano");
        return new Log(
                Ids.hex(Ids.parse(node.path("traceId").asText("")), Ids.TRACE_BYTES),
                Ids.hex(Ids.parse(node.path("spanId").asText("")), Ids.SPAN_BYTES),
                SpanDraft.clamp(time != 0 ? time : JsonValues.nano(node, "observedTimeUnixNano")),
                eventName.isEmpty() && attributes.get("event.name") instanceof String name ? name : eventName,
                JsonValues.any(node.path("body"), "body", oddities),
                attributes,
                oddities);
    }
}
