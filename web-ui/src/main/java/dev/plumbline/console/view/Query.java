package dev.plumbline.console.view;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names and values of a URL's query; an empty field of a form is none. Immutable. */
public final class Query {
    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    public static Query of(Iterable<Map.Entry<String, String>> entries) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : entries) {
            if (!entry.getValue().isBlank()) {
                values.computeIfAbsent(entry.getKey(), name -> new ArrayList<>())
                        .add(entry.getValue());
            }
        }
        return new Query(values);
    }

    public Set<String> names() {
        return values.keySet();
    }

    /** The first value, or null where there is none. */
    public @Nullable String first(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.get(0);
    }

    /** The first value, or an empty text. */
    public String text(String name) {
        String first = first(name);
        return first == null ? "" : first;
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The same query with one value of a name, and no other of it. */
    public Query with(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.put(name, List.of(value));
        return new Query(changed);
    }

    public Query without(Iterable<String> names) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        names.forEach(changed::remove);
        return new Query(changed);
    }
}
