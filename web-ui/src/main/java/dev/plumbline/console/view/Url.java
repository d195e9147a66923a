package dev.plumbline.console.view;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A link to a screen: its path and its query, each value in its place; immutable. */
public final class Url {
    private final String path;
    private final Map<String, String> query;

    private Url(String path, Map<String, String> query) {
        this.path = path;
        this.query = query;
    }

    public static Url of(String path) {
        return new Url(path, Map.of());
    }

    /** The same link with one value set; null or empty takes it away. Any change of a filter starts at page one. */
    public Url with(String name, @Nullable String value) {
        Map<String, String> changed = new LinkedHashMap<>(query);
        if (value == null || value.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Url(path, changed);
    }

    public Url without(String name) {
        return with(name, null);
    }

    /** The same query on another path. */
    public Url at(String otherPath) {
        return new Url(otherPath, query);
    }

    public Map<String, String> query() {
        return query;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(path);
        char separator = '?';
        for (Map.Entry<String, String> entry : query.entrySet()) {
            text.append(separator).append(entry.getKey()).append('=').append(encode(entry.getValue()));
            separator = '&';
        }
        return text.toString();
    }

    /** A value as it stands in a query. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
