package dev.plumbline.ingest.redact;

import com.google.re2j.Matcher;
import dev.plumbline.contracts.scan.Scan;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A policy, ready to work: text and values in, the same without what must not be kept out. */
public final class Redactor {
    /** Stands for a value that was dropped. */
    public static final String DROPPED = "[dropped]";

    private final Policy policy;
    private final ProjectKey key;
    private final List<Compiled> patterns = new ArrayList<>();

    private record Compiled(Policy.Pattern pattern, com.google.re2j.Pattern expression) {}

    /** @throws com.google.re2j.PatternSyntaxException for a pattern that {@link UserPatterns} would have refused */
    public Redactor(Policy policy, ProjectKey key) {
        this.policy = policy;
        this.key = key;
        policy.patterns()
                .forEach(pattern ->
                        patterns.add(new Compiled(pattern, com.google.re2j.Pattern.compile(pattern.expression()))));
    }

    /** How often what was found; shared by the values of one span. */
    public static final class Tally {
        private final Map<String, Integer> counts = new TreeMap<>();

        void add(String label) {
            counts.merge(label, 1, Integer::sum);
        }

        /** By kind or pattern name. */
        public Map<String, Integer> counts() {
            return counts;
        }

        public boolean isEmpty() {
            return counts.isEmpty();
        }
    }

    /** The text itself when there is nothing in it. */
    public String text(String text, Tally tally) {
        String scanned = policy.found().isEmpty() ? text : scanned(text, tally);
        for (Compiled compiled : patterns) {
            scanned = matched(scanned, compiled, tally);
        }
        return scanned;
    }

    private String scanned(String text, Tally tally) {
        StringBuilder kept = null;
        int last = 0;
        for (Scan.Finding finding : Scan.of(text)) {
            Policy.Mode mode = policy.found().get(finding.kind());
            if (mode == null) {
                continue;
            }
            String label = finding.kind().label();
            tally.add(label);
            if (mode == Policy.Mode.DROP) {
                return DROPPED;
            }
            kept = kept == null ? new StringBuilder(text.length()) : kept;
            kept.append(text, last, finding.start())
                    .append(instead(mode, label, text.substring(finding.start(), finding.end())));
            last = finding.end();
        }
        return kept == null ? text : kept.append(text, last, text.length()).toString();
    }

    private String matched(String text, Compiled compiled, Tally tally) {
        Matcher matcher = compiled.expression().matcher(text);
        StringBuilder kept = new StringBuilder();
        int last = 0;
        while (matcher.find()) {
            if (matcher.end() == matcher.start()) {
                continue;
            }
            tally.add(compiled.pattern().name());
            if (compiled.pattern().mode() == Policy.Mode.DROP) {
                return DROPPED;
            }
            kept.append(text, last, matcher.start())
                    .append(instead(
                            compiled.pattern().mode(), compiled.pattern().name(), matcher.group()));
            last = matcher.end();
        }
        return last == 0 ? text : kept.append(text, last, text.length()).toString();
    }

    private String instead(Policy.Mode mode, String label, String found) {
        return mode == Policy.Mode.TOKEN ? "[" + label + ":" + key.token(found) + "]" : "[" + label + "]";
    }

    /** The id with what was found as a token, whatever the mode: two users must not become one. */
    public @Nullable String id(@Nullable String id, Tally tally) {
        if (id == null) {
            return null;
        }
        Tally own = new Tally();
        if (text(id, own).equals(id)) {
            return id;
        }
        own.counts().forEach((label, count) -> tally.add(label));
        return "[id:" + key.token(id) + "]";
    }

    /** Strings within lists and maps, keys left alone; numbers only where a whole one is what is looked for. */
    public @Nullable Object value(@Nullable Object value, Tally tally) {
        if (value instanceof String text) {
            return text(text, tally);
        }
        if (value instanceof Long number) {
            String text = number.toString();
            String redacted = text(text, tally);
            return redacted.equals(text) ? number : redacted;
        }
        if (value instanceof List<?> list) {
            List<Object> redacted = new ArrayList<>(list.size());
            list.forEach(item -> redacted.add(value(item, tally)));
            return redacted;
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, tally);
        }
        return value;
    }

    /** The map with its values redacted. */
    public Map<String, Object> map(Map<?, ?> map, Tally tally) {
        Map<String, Object> redacted = new LinkedHashMap<>();
        map.forEach((name, value) -> redacted.put(String.valueOf(name), value(value, tally)));
        return redacted;
    }
}
