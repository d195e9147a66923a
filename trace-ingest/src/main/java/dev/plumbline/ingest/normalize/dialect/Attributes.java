package dev.plumbline.ingest.normalize.dialect;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Raw attributes, asked for by lists of keys in order of precedence: the first meaningful value wins. An absent value,
 * blank text and an empty list or map mean nothing. A key such as {@code a.b#c.d} names the value under {@code c}, then
 * {@code d}, inside the JSON that the attribute {@code a.b} holds.
 */
public final class Attributes {
    /** Slots of a flattened array that are read; what a sender numbers higher is ignored. */
    private static final int MAX_SLOTS = 10_000;

    private final Map<String, Object> raw;
    private final Map<String, Map<String, Object>> parsed = new HashMap<>();
    private @Nullable Set<String> families;

    public Attributes(Map<String, Object> raw) {
        this.raw = raw;
    }

    public Map<String, Object> raw() {
        return raw;
    }

    public @Nullable Object first(String... keys) {
        for (String key : keys) {
            Object value = value(key);
            if (meaningful(value)) {
                return value;
            }
        }
        return null;
    }

    public @Nullable Object first(List<String> keys) {
        return keys.isEmpty() ? null : first(keys.toArray(String[]::new));
    }

    public boolean has(String... keys) {
        return first(keys) != null;
    }

    /** Text of the first meaningful value; lists and maps as JSON. */
    public @Nullable String text(String... keys) {
        Object value = first(keys);
        return value == null ? null : Json.text(value);
    }

    public @Nullable String text(List<String> keys) {
        return text(keys.toArray(String[]::new));
    }

    /** The first value that is a whole number of 0 or more, also when sent as text or as a double. */
    public @Nullable Long count(String... keys) {
        for (String key : keys) {
            Long count = Json.count(value(key));
            if (count != null) {
                return count;
            }
        }
        return null;
    }

    /** Whether some key begins with this word, up to its first dot or colon. */
    public boolean hasFamily(String family) {
        Set<String> known = families;
        if (known == null) {
            known = new HashSet<>();
            for (String key : raw.keySet()) {
                known.add(family(key));
            }
            families = known;
        }
        return known.contains(family);
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

    private @Nullable Object value(String key) {
        int path = key.indexOf('#');
        if (path < 0) {
            Object value = raw.get(key);
            // MLflow writes every attribute as JSON, plain words too.
            return key.startsWith("mlflow.") ? Json.unquoted(value) : value;
        }
        String attribute = key.substring(0, path);
        if (!raw.containsKey(attribute)) {
            return null;
        }
        Map<String, Object> within = parsed.computeIfAbsent(attribute, name -> Json.map(value(name)));
        int from = path + 1;
        for (int dot = key.indexOf('.', from); dot > 0; dot = key.indexOf('.', from)) {
            within = Json.map(within.get(key.substring(from, dot)));
            from = dot + 1;
        }
        return within.get(key.substring(from));
    }

    private static String family(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) == '.' || key.charAt(i) == ':') {
                return key.substring(0, i);
            }
        }
        return key;
    }

    static boolean meaningful(@Nullable Object value) {
        if (value instanceof String text) {
            return !text.isBlank() && !text.equals("{}") && !text.equals("[]");
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
