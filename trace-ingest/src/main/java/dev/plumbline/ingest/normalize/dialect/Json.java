package dev.plumbline.ingest.normalize.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** Values that come as JSON text or as structured attributes, in one form: maps, lists, text, numbers, booleans. */
public final class Json {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Json() {}

    /** The value behind JSON text; what is not the JSON of an object or array stays as it is. */
    public static @Nullable Object parse(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        String trimmed = text.strip();
        if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) {
            return value;
        }
        try {
            return JSON.readValue(trimmed, Object.class);
        } catch (JsonProcessingException notJson) {
            return value;
        }
    }

    /** The text inside a JSON string literal; anything else as it is. */
    static @Nullable Object unquoted(@Nullable Object value) {
        if (!(value instanceof String text) || text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return value;
        }
        try {
            return JSON.readValue(text, String.class);
        } catch (JsonProcessingException notJson) {
            return value;
        }
    }

    /** A whole number of 0 or more, also when sent as text or as a double; null for anything else. */
    public static @Nullable Long count(@Nullable Object value) {
        if (value instanceof Long || value instanceof Integer) {
            long number = ((Number) value).longValue();
            return number >= 0 ? number : null;
        }
        if (value instanceof Double number && number >= 0 && number < 1e15 && number == Math.rint(number)) {
            return number.longValue();
        }
        return value instanceof String text && text.matches("\\d{1,15}(\\.0+)?")
                ? Long.valueOf(text.replaceFirst("\\..*", ""))
                : null;
    }

    /** A number of any kind, also when sent as text; null for anything else. */
    public static @Nullable Double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof String text && text.matches("-?\\d{1,15}(\\.\\d{1,18})?([eE]-?\\d{1,2})?")
                ? Double.valueOf(text)
                : null;
    }

    /** The first of these entries that is there. */
    public static @Nullable Object either(Map<?, ?> map, String... keys) {
        for (String key : keys) {
            if (map.get(key) != null) {
                return map.get(key);
            }
        }
        return null;
    }

    /** Text as it is, anything else as JSON with sorted keys. */
    public static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            return String.valueOf(value);
        }
    }

    /** JSON with sorted keys, whether the value came as JSON text or structured; null for nothing. */
    public static @Nullable String canonical(@Nullable Object value) {
        Object parsed = parse(value);
        return parsed == null ? null : text(parsed);
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(@Nullable Object value) {
        return parse(value) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @SuppressWarnings("unchecked")
    public static List<Object> list(@Nullable Object value) {
        return parse(value) instanceof List<?> list ? (List<Object>) list : List.of();
    }
}
