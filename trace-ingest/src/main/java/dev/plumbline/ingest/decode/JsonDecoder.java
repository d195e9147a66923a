package dev.plumbline.ingest.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;

/**
 * OTLP in JSON: lowerCamelCase keys only, ids in hex of either case, 64-bit integers as string or number, null as
 * absent, unknown keys ignored (specification, "JSON Protobuf Encoding").
 */
public final class JsonDecoder {
    private static final int MAX_NESTING = 300;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    /** @throws BadPayloadException when the text is no such message; the message names the field */
    public Decoded<OtlpSpan> spans(byte[] message) throws BadPayloadException {
        Decoded<OtlpSpan> decoded = new Decoded<>(new ArrayList<>(), new ArrayList<>());
        walk(message, "resourceSpans", "scopeSpans", "spans", (scope, node) -> span(scope, node, decoded));
        return decoded;
    }

    /** @throws BadPayloadException when the text is no such message; the message names the field */
    public Decoded<OtlpLog> logs(byte[] message) throws BadPayloadException {
        Decoded<OtlpLog> decoded = new Decoded<>(new ArrayList<>(), new ArrayList<>());
        walk(
                message,
                "resourceLogs",
                "scopeLogs",
                "logRecords",
                (scope, node) -> decoded.items().add(log(scope, node)));
        return decoded;
    }

    private interface Item {
        void read(OtlpScope scope, JsonNode node) throws BadPayloadException;
    }

    private static void walk(byte[] message, String resources, String scopes, String items, Item item)
            throws BadPayloadException {
        JsonNode request = parse(message);
        for (JsonNode resource : JsonValues.array(request, resources)) {
            Map<String, Object> attributes = JsonValues.attributes(resource.path("resource"), "resource");
            for (JsonNode group : JsonValues.array(resource, scopes)) {
                JsonNode scope = group.path("scope");
                OtlpScope origin = new OtlpScope(
                        attributes,
                        scope.path("name").asText(""),
                        scope.path("version").asText(""),
                        JsonValues.attributes(scope, "scope"));
                for (JsonNode one : JsonValues.array(group, items)) {
                    item.read(origin, one);
                }
            }
        }
    }

    private static JsonNode parse(byte[] message) throws BadPayloadException {
        try {
            JsonNode request = JSON.readTree(message);
            if (!request.isObject()) {
                throw new BadPayloadException("the body must be a JSON object");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new BadPayloadException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadPayloadException("not JSON: " + e.getMessage());
        }
    }

    private static void span(OtlpScope scope, JsonNode node, Decoded<OtlpSpan> decoded) throws BadPayloadException {
        SpanDraft draft = new SpanDraft();
        draft.name = node.path("name").asText("");
        draft.traceId = Ids.parse(node.path("traceId").asText(""));
        draft.spanId = Ids.parse(node.path("spanId").asText(""));
        draft.parentSpanId = Ids.parse(node.path("parentSpanId").asText(""));
        draft.startNano = JsonValues.nano(node, "startTimeUnixNano");
        draft.endNano = JsonValues.nano(node, "endTimeUnixNano");
        draft.status = JsonValues.status(node.path("status").path("code"));
        draft.statusMessage = node.path("status").path("message").asText("");
        draft.attributes.putAll(JsonValues.attributes(node, "span"));
        for (JsonNode event : JsonValues.array(node, "events")) {
            draft.events.add(new OtlpSpan.Event(
                    JsonValues.nano(event, "timeUnixNano"),
                    event.path("name").asText(""),
                    JsonValues.attributes(event, "event")));
        }
        for (JsonNode link : JsonValues.array(node, "links")) {
            draft.link(
                    Ids.parse(link.path("traceId").asText("")),
                    Ids.parse(link.path("spanId").asText("")),
                    JsonValues.attributes(link, "link"));
        }
        draft.finish(scope, decoded.items(), decoded.rejections());
    }

    private static OtlpLog log(OtlpScope scope, JsonNode node) throws BadPayloadException {
        Map<String, Object> attributes = JsonValues.attributes(node, "logRecord");
        String eventName = node.path("eventName").asText("");
        long time = JsonValues.nano(node, "timeUnixNano");
        return new OtlpLog(
                scope,
                Ids.hex(Ids.parse(node.path("traceId").asText("")), Ids.TRACE_BYTES),
                Ids.hex(Ids.parse(node.path("spanId").asText("")), Ids.SPAN_BYTES),
                time != 0 ? time : JsonValues.nano(node, "observedTimeUnixNano"),
                eventName.isEmpty() && attributes.get("event.name") instanceof String name ? name : eventName,
                JsonValues.any(node.path("body"), "body"),
                attributes);
    }
}
