package dev.plumbline.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Attributes, times and lists of OTLP in JSON; every complaint names its field. */
final class JsonValues {
    private JsonValues() {}

    static Iterable<JsonNode> array(JsonNode parent, String field) throws BadPayloadException {
        JsonNode node = parent.path(field);
        if (node.isMissingNode() || node.isNull() || node.isArray()) {
            return node;
        }
        throw new BadPayloadException(field + " must be an array");
    }

    static Map<String, Object> attributes(JsonNode parent, String owner) throws BadPayloadException {
        return keyValues(parent.path("attributes"), owner + ".attributes");
    }

    private static Map<String, Object> keyValues(JsonNode list, String field) throws BadPayloadException {
        Map<String, Object> values = new LinkedHashMap<>();
        if (list.isMissingNode() || list.isNull()) {
            return values;
        }
        if (!list.isArray()) {
            throw new BadPayloadException(field + " must be an array of {\"key\", \"value\"} objects");
        }
        for (JsonNode attribute : list) {
            values.put(attribute.path("key").asText(""), any(attribute.path("value"), field));
        }
        return values;
    }

    static @Nullable Object any(JsonNode value, String field) throws BadPayloadException {
        if (value.hasNonNull("stringValue")) {
            return value.get("stringValue").asText();
        } else if (value.hasNonNull("intValue")) {
            return integer(value.get("intValue"), field + ".intValue");
        } else if (value.hasNonNull("boolValue")) {
            return value.get("boolValue").asBoolean();
        } else if (value.hasNonNull("doubleValue")) {
            return real(value.get("doubleValue"), field + ".doubleValue");
        } else if (value.hasNonNull("arrayValue")) {
            List<Object> items = new ArrayList<>();
            for (JsonNode item : array(value.get("arrayValue"), "values")) {
                items.add(any(item, field));
            }
            return items;
        } else if (value.hasNonNull("kvlistValue")) {
            return keyValues(value.get("kvlistValue").path("values"), field + ".kvlistValue.values");
        } else if (value.hasNonNull("bytesValue")) {
            return base64(value.get("bytesValue").asText(), field);
        }
        return null;
    }

    static long nano(JsonNode node, String field) throws BadPayloadException {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        try {
            return SpanDraft.clamp(Long.parseUnsignedLong(value.asText()));
        } catch (NumberFormatException e) {
            throw new BadPayloadException(field + " must be nanoseconds since the Unix epoch, 0 or more");
        }
    }

    /** Senders must use the number; the name is understood too, as the Collector does. */
    static int status(JsonNode code) {
        return switch (code.asText("")) {
            case "1", "STATUS_CODE_OK" -> 1;
            case "2", "STATUS_CODE_ERROR" -> 2;
            default -> 0;
        };
    }

    private static Long integer(JsonNode value, String field) throws BadPayloadException {
        try {
            return Long.valueOf(value.asText());
        } catch (NumberFormatException e) {
            throw new BadPayloadException(field + " must be a 64-bit integer");
        }
    }

    private static Double real(JsonNode value, String field) throws BadPayloadException {
        try {
            return Double.valueOf(value.asText());
        } catch (NumberFormatException e) {
            throw new BadPayloadException(field + " must be a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
        }
    }

    private static byte[] base64(String text, String field) throws BadPayloadException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new BadPayloadException(field + ".bytesValue must be base64");
        }
    }
}
