package dev.plumbline.alerting.slice;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A part of the traffic: every condition holds.
 *
 * @param conditions value by attribute; none for the whole
 */
public record Slice(Map<String, String> conditions) {
    /** All of the traffic. */
    public static final Slice WHOLE = new Slice(Map.of());

    /** The request's own attributes come first, where it runs and which release it is last. */
    private static final Comparator<String> ORDER = Comparator.comparing(
                    (String attribute) -> attribute.equals("release"))
            .thenComparing(attribute -> attribute.equals("environment"))
            .thenComparing(Comparator.naturalOrder());

    public Slice {
        TreeMap<String, String> ordered = new TreeMap<>(ORDER);
        ordered.putAll(conditions);
        conditions = ordered;
    }

    /** The slice of one condition, written {@code attribute=value}; anything else is the whole. */
    public static Slice of(String condition) {
        int equals = condition.indexOf('=');
        return equals < 0 ? WHOLE : new Slice(Map.of(condition.substring(0, equals), condition.substring(equals + 1)));
    }

    public Slice and(Slice other) {
        TreeMap<String, String> both = new TreeMap<>(conditions);
        both.putAll(other.conditions);
        return new Slice(both);
    }

    /** For example {@code app.plan=pro, release=1.2}; empty for the whole. */
    public String text() {
        return conditions.entrySet().stream()
                .map(condition -> condition.getKey() + "=" + condition.getValue())
                .collect(Collectors.joining(", "));
    }
}
