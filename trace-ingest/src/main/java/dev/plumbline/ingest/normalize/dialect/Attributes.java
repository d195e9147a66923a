package dev.plumbline.ingest.normalize.dialect;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Raw attributes, asked for by lists of keys in order of precedence: the first meaningful value wins. An absent value,
 * blank text and an empty list or map mean nothing.
 */
public record Attributes(Map<String, Object> raw) {
    /** Slots of a flattened array that are read; what a sender numbers higher is ignored. */
    private static final int MAX_SLOTS = 10_000;

    public @Nullable Object first(String... keys) {
        for (String key : keys) {
            Object value = raw.get(key);
            if (meaningful(value)) {
                return value;
            }
        }
        return null;
    }

    public boolean has(String... keys) {
        return first(keys) != null;
    }

    /** Text of the first meaningful value; lists and maps as JSON. */
    public @Nullable String text(String... keys) {
        Object value = first(keys);
        return value == null ? null : Json.text(value);
    }

    /** The first value that is a whole number of 0 or more, also when sent as text or as a double. */
    public @Nullable Long count(String... keys) {
        for (String key : keys) {
            Object value = raw.get(key);
            if (value instanceof Long number && number >= 0) {
                return number;
            }
            if (value instanceof Double number && number >= 0 && number < 1e15 && number == Math.rint(number)) {
                return number.longValue();
            }
            if (value instanceof String text && text.matches("\\d{1,15}(\\.0+)?")) {
                return Long.valueOf(text.replaceFirst("\\..*", ""));
            }
        }
        return null;
    }

    /**
     * The elements of an array that was flattened into keys such as {@code prefix.0.role}, in numeric order; indexes
     * may be sparse.
     */
    public List<Attributes> slots(String prefix) {
        SortedMap<Integer, Map<String, Object>> slots = new TreeMap<>();
        String start = prefix + ".";
        for (Map.Entry<String, Object> attribute : raw.entrySet()) {
            if (!attribute.getKey().startsWith(start)) {
                continue;
            }
            int dot = attribute.getKey().indexOf('.', start.length());
            String index = attribute.getKey().substring(start.length(), dot < 0 ? start.length() : dot);
            if (index.matches("\\d{1,5}") && Integer.parseInt(index) < MAX_SLOTS) {
                slots.computeIfAbsent(Integer.valueOf(index), slot -> new TreeMap<>())
                        .put(attribute.getKey().substring(dot + 1), attribute.getValue());
            }
        }
        return slots.values().stream().map(Attributes::new).toList();
    }

    static boolean meaningful(@Nullable Object value) {
        if (value instanceof String text) {
            return !text.isBlank();
        }
        if (value instanceof Collection<?> list) {
            return !list.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value != null;
    }
}
