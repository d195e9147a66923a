package dev.plumbline.ingest.decode.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ingest.decode.BadPayloadException;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Attributes, times and lists of OTLP in JSON; every complaint names its field. */
public final class JsonValues {
    private static final List<String> MEMBERS =
            List.of("stringValue", "intValue", "boolValue", "doubleValue", "arrayValue", "kvlistValue", "bytesValue");
    private static final List<String> KINDS = List.of(
            "SPAN_KIND_UNSPECIFIED",
            "SPAN_KIND_INTERNAL",
            "SPAN_KIND_SERVER",
            "SPAN_KIND_CLIENT",
            "SPAN_KIND_PRODUCER",
            "SPAN_KIND_CONSUMER");

    /** No 64-bit integer is longer; more digits or a larger exponent are not even looked at. */
    private static final int LONGEST_INTEGER = 25;

    private JsonValues() {}

    public static Iterable<JsonNode> array(JsonNode parent, String field) throws BadPayloadException {
        JsonNode node = parent.path(field);
        if (node.isMissingNode() || node.isNull() || node.isArray()) {
            return node;
        }
        throw new BadPayloadException(field + " must be an array");
    }

    public static String text(JsonNode parent, String field, Oddities oddities) {
        return noted(parent.path(field).asText(""), oddities);
    }

    private static String noted(String text, Oddities oddities) {
        if (text.indexOf(0) >= 0) {
            oddities.nul();
        }
        return text;
    }

    public static Map<String, Object> attributes(JsonNode parent, String owner, Oddities oddities)
            throws BadPayloadException {
        return keyValues(parent.path("attributes"), owner + ".attributes", oddities, 0);
    }

    private static Map<String, Object> keyValues(JsonNode list, String field, Oddities oddities, int depth)
            throws BadPayloadException {
        Map<String, Object> values = new LinkedHashMap<>();
        if (list.isMissingNode() || list.isNull()) {
            return values;
        }
        if (!list.isArray()) {
            throw new BadPayloadException(field + " must be an array of {\"key\", \"value\"} objects");
        }
        for (JsonNode attribute : list) {
            ProtoValues.put(
                    values,
                    text(attribute, "key", oddities),
                    any(attribute.path("value"), field, oddities, depth),
                    oddities);
        }
        return values;
    }

    public static @Nullable Object any(JsonNode value, String field, Oddities oddities) throws BadPayloadException {
        return any(value, field, oddities, 0);
    }

    private static @Nullable Object any(JsonNode value, String field, Oddities oddities, int depth)
            throws BadPayloadException {
        if (depth > ProtoValues.MAX_DEPTH) {
            oddities.tooDeep();
            return ProtoValues.TOO_DEEP;
        }
        String member = member(value, field);
        JsonNode held = value.path(member);
        return switch (member) {
            case "stringValue" -> noted(held.asText(), oddities);
            case "intValue" -> integer(held, field + ".intValue");
            case "boolValue" -> held.asBoolean();
            case "doubleValue" -> real(held, field + ".doubleValue");
            case "arrayValue" -> list(held, field, oddities, depth + 1);
            case "kvlistValue" -> keyValues(held.path("values"), field + ".kvlistValue.values", oddities, depth + 1);
            case "bytesValue" -> base64(held.asText(), field);
            default -> null;
        };
    }

    private static String member(JsonNode value, String field) throws BadPayloadException {
        String found = "";
        for (String member : MEMBERS) {
            if (value.hasNonNull(member)) {
                if (!found.isEmpty()) {
                    throw new BadPayloadException(field + " has a value with both " + found + " and " + member);
                }
                found = member;
            }
        }
        return found;
    }

    private static List<Object> list(JsonNode held, String field, Oddities oddities, int depth)
            throws BadPayloadException {
        List<Object> items = new ArrayList<>();
        for (JsonNode item : array(held, "values")) {
            items.add(any(item, field, oddities, depth));
        }
        return items;
    }

    public static long nano(JsonNode node, String field) throws BadPayloadException {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(value.asText());
        } catch (NumberFormatException e) {
            throw new BadPayloadException(field + " must be nanoseconds since the Unix epoch, 0 or more");
        }
    }

    public static long count(JsonNode node, String field) throws BadPayloadException {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? 0 : integer(value, field);
    }

    /** Senders must use the number; the name is understood too, as the Collector does. */
    public static int status(JsonNode code) {
        return switch (code.asText("")) {
            case "1", "STATUS_CODE_OK" -> 1;
            case "2", "STATUS_CODE_ERROR" -> 2;
            default -> 0;
        };
    }

    /** As {@link #status}: a number, or a name. */
    public static int kind(JsonNode kind) {
        int named = KINDS.indexOf(kind.asText(""));
        return named >= 0 ? named : kind.asInt(0);
    }

    /** Protobuf's JSON also allows integers in the notation of reals: 12.0, 1e3. */
    private static Long integer(JsonNode value, String field) throws BadPayloadException {
        String text = value.asText();
        try {
            return text.length() <= LONGEST_INTEGER
                            && (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0)
                    ? whole(new BigDecimal(text))
                    : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadPayloadException(field + " must be a 64-bit integer");
        } catch (ArithmeticException e) {
            throw new BadPayloadException(field + " must be a 64-bit integer");
        }
    }

    private static long whole(BigDecimal number) {
        if (Math.abs((long) number.scale()) > LONGEST_INTEGER) {
            throw new NumberFormatException("far from any 64-bit integer");
        }
        return number.longValueExact();
    }

    private static Double real(JsonNode value, String field) throws BadPayloadException {
        try {
            double real = Double.parseDouble(value.asText());
            if (value.isNumber() && Double.isInfinite(real)) {
                throw new BadPayloadException(field + " is larger than any double");
            }
            return real;
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
