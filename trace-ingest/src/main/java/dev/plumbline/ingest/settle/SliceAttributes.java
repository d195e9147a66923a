package dev.plumbline.ingest.settle;

import dev.plumbline.tracestore.StoredSpan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configured custom attributes of a request, from its own span first, then from its other spans. At most 32 keys
 * and 200 characters a value; longer values are no slices and are left out.
 */
final class SliceAttributes implements RequestAssembler.CustomAttributes {
    private static final int MAX_KEYS = 32;
    private static final int MAX_LENGTH = 200;

    private final List<String> patterns;

    /** @param patterns exact keys, or prefixes that end in {@code .*} */
    SliceAttributes(List<String> patterns) {
        this.patterns = patterns;
    }

    @Override
    public Map<String, String> of(StoredSpan own, List<StoredSpan> spans) {
        Map<String, String> found = new TreeMap<>();
        collect(own, found);
        spans.forEach(span -> collect(span, found));
        return found;
    }

    private void collect(StoredSpan span, Map<String, String> found) {
        for (Map.Entry<String, Object> attribute : span.payload().attributes().entrySet()) {
            Object value = attribute.getValue();
            boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
            if (scalar
                    && found.size() < MAX_KEYS
                    && wanted(attribute.getKey())
                    && value.toString().length() <= MAX_LENGTH) {
                found.putIfAbsent(attribute.getKey(), value.toString());
            }
        }
    }

    private boolean wanted(String key) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith(".*")
                        ? key.startsWith(pattern.substring(0, pattern.length() - 1))
                        : key.equals(pattern));
    }
}
