package dev.plumbline.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.ingest.decode.wire.JsonValues;
import dev.plumbline.ingest.decode.wire.Oddities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * OTLP in JSON: lowerCamelCase keys only, ids in hex of either case, 64-bit integers as string or number, null as
 * absent, unknown keys ignored (specification, "JSON Protobuf Encoding"). Read as a stream, one span at a time in memory.
 */
public final class JsonDecoder {
    private static final int MAX_NESTING = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Shape SPANS = new Shape("resourceSpans", "scopeSpans", "spans");
    private static final Shape LOGS = new Shape("resourceLogs", "scopeLogs", "logRecords");
    private static final Map<String, String> PATHS =
            Map.of("resourceSpans", "/v1/traces", "resourceLogs", "/v1/logs", "resourceMetrics", "/v1/metrics");

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    private record Shape(String resources, String scopes, String items) {}

    /** Reads one item's tree; what it reads waits for its resource and scope, which may stand behind it. */
    private interface Item {
        Waiting read(JsonNode node);
    }

    private interface Waiting {
        void finish(OtlpScope scope);
    }

    private interface Element {
        void read(JsonParser parser) throws IOException, BadPayloadException;
    }

    /** @throws BadPayloadException when the text is no such message; the message names the field */
    public Decoded<OtlpSpan> spans(byte[] message) throws BadPayloadException {
        Harvest<OtlpSpan> harvest = new Harvest<>();
        walk(message, SPANS, node -> span(node, harvest), harvest);
        return harvest.done();
    }

    /** @throws BadPayloadException when the text is no such message; the message names the field */
    public Decoded<OtlpLog> logs(byte[] message) throws BadPayloadException {
        Harvest<OtlpLog> harvest = new Harvest<>();
        walk(message, LOGS, node -> log(node, harvest), harvest);
        return harvest.done();
    }

    private static Waiting span(JsonNode node, Harvest<OtlpSpan> harvest) {
        try {
            SpanDraft draft = JsonItems.span(node);
            return scope -> draft.finish(scope, harvest);
        } catch (BadPayloadException unreadable) {
            String name = "span \"" + node.path("name").asText("") + "\"";
            return scope -> harvest.unreadable(name, unreadable);
        }
    }

    private static Waiting log(JsonNode node, Harvest<OtlpLog> harvest) {
        try {
            JsonItems.Log log = JsonItems.log(node);
            return scope -> {
                harvest.items.add(log.in(scope));
                harvest.warn("log record", log.oddities());
            };
        } catch (BadPayloadException unreadable) {
            return scope -> harvest.unreadable("log record", unreadable);
        }
    }

    private static void walk(byte[] message, Shape shape, Item item, Harvest<?> harvest) throws BadPayloadException {
        try (JsonParser parser = JSON.getFactory().createParser(message)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadPayloadException("the body must be a JSON object");
            }
            Oddities envelope = new Oddities();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                if (key.equals(shape.resources())) {
                    each(parser, key, element -> resource(element, shape, item, envelope));
                } else if (PATHS.containsKey(key)) {
                    throw new BadPayloadException(key + " do not belong here: send them to " + PATHS.get(key));
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new BadPayloadException("not JSON: something stands behind the object");
            }
            harvest.warn("resource or scope", envelope);
        } catch (JsonProcessingException e) {
            throw new BadPayloadException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadPayloadException("not JSON: " + e.getMessage());
        }
    }

    private static void resource(JsonParser parser, Shape shape, Item item, Oddities envelope)
            throws IOException, BadPayloadException {
        Map<String, Object> attributes = new LinkedHashMap<>();
        List<JsonItems.Scope> scopes = new ArrayList<>();
        List<List<Waiting>> items = new ArrayList<>();
        fields(parser, shape.resources(), key -> {
            if (key.equals("resource")) {
                JsonNode resource = JSON.readTree(parser);
                attributes.putAll(JsonValues.attributes(resource, "resource", envelope));
            } else if (key.equals(shape.scopes())) {
                each(parser, key, element -> {
                    List<Waiting> own = new ArrayList<>();
                    scopes.add(scope(element, shape, item, own, envelope));
                    items.add(own);
                });
            } else {
                parser.skipChildren();
            }
        });
        for (int i = 0; i < scopes.size(); i++) {
            OtlpScope scope = scopes.get(i).of(attributes);
            items.get(i).forEach(waiting -> waiting.finish(scope));
        }
    }

    private static JsonItems.Scope scope(
            JsonParser parser, Shape shape, Item item, List<Waiting> items, Oddities envelope)
            throws IOException, BadPayloadException {
        JsonItems.Scope[] scope = {JsonItems.Scope.NONE};
        fields(parser, shape.scopes(), key -> {
            if (key.equals("scope")) {
                scope[0] = JsonItems.scope(JSON.readTree(parser), envelope);
            } else if (key.equals(shape.items())) {
                each(parser, key, element -> items.add(item.read(JSON.readTree(element))));
            } else {
                parser.skipChildren();
            }
        });
        return scope[0];
    }

    private interface Field {
        void read(String key) throws IOException, BadPayloadException;
    }

    /** The fields of the object that the parser stands at; null is an empty object. */
    private static void fields(JsonParser parser, String owner, Field field) throws IOException, BadPayloadException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new BadPayloadException(owner + " must be an array of objects");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            field.read(key);
        }
    }

    /** The elements of the array that the parser stands at; null is an empty array. */
    private static void each(JsonParser parser, String field, Element element) throws IOException, BadPayloadException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new BadPayloadException(field + " must be an array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.read(parser);
        }
    }
}
