package dev.plumbline.console.view;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A link to a screen: its path and its query, each value in its place; immutable. */
public final class Url {
    private final String path;
    private final Map<String, List<String>> query;

    private Url(String path, Map<String, List<String>> query) {
        this.path = path;
        this.query = query;
    }

    public static Url of(String path) {
        return new Url(path, Map.of());
    }

    /** The same link with one value set; null or empty takes it away. Any change of a filter starts at page one. */
    public Url with(String name, @Nullable String value) {
        return values(name, value == null || value.isEmpty() ? List.of() : List.of(value));
    }

    /** The same link with one value more of a name that may have several. */
    public Url also(String name, String value) {
        if (query.getOrDefault(name, List.of()).contains(value)) {
            return this;
        }
        List<String> all = new ArrayList<>(query.getOrDefault(name, List.of()));
        all.add(value);
        return values(name, all);
    }

    public Url without(String name) {
        return with(name, null);
    }

    /** The same link without one of the values of a name. */
    public Url without(String name, String value) {
        List<String> rest = new ArrayList<>(query.getOrDefault(name, List.of()));
        rest.remove(value);
        return values(name, rest);
    }

    /** The same query on another path. */
    public Url at(String otherPath) {
        return new Url(otherPath, query);
    }

    private Url values(String name, List<String> all) {
        Map<String, List<String>> changed = new LinkedHashMap<>(query);
        if (all.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, List.copyOf(all));
        }
        return new Url(path, changed);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(path);
        char separator = '?';
        for (Map.Entry<String, List<String>> entry : query.entrySet()) {
            for (String value : entry.getValue()) {
                text.append(separator)
                        .append(encode(entry.getKey()))
                        .append('=')
                        .append(encode(value));
                separator = '&';
            }
        }
        return text.toString();
    }

    /** A value as it stands in a query. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
