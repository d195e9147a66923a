package dev.plumbline.ingest.settle;

import dev.plumbline.contracts.trace.TokenUsage;
import dev.plumbline.tracestore.StoredSpan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The spans whose usage counts. Agents, chains and steps repeat the sum of what happened below them, and where two
 * libraries trace one call its spans stand inside each other; so a span counts unless some span below it tells its own
 * usage. Where sampling has dropped what was below, the sum above still counts.
 */
final class CountedSpans {
    private CountedSpans() {}

    static List<StoredSpan> of(List<StoredSpan> spans) {
        Map<String, StoredSpan> byId = new HashMap<>();
        spans.forEach(span -> byId.put(span.span().key().spanId(), span));
        Set<String> repeating = new HashSet<>();
        for (StoredSpan span : spans) {
            if (hasUsage(span)) {
                markAbove(span, byId, repeating);
            }
        }
        return spans.stream()
                .filter(CountedSpans::hasUsage)
                .filter(span -> !repeating.contains(span.span().key().spanId()))
                .toList();
    }

    /** Ends at a span that is marked already, so that cycles of parents end as well. */
    private static void markAbove(StoredSpan span, Map<String, StoredSpan> byId, Set<String> repeating) {
        String own = span.span().key().spanId();
        String parent = span.span().parentSpanId();
        while (parent != null && !parent.equals(own) && byId.containsKey(parent) && repeating.add(parent)) {
            StoredSpan above = byId.get(parent);
            parent = above == null ? null : above.span().parentSpanId();
        }
    }

    private static boolean hasUsage(StoredSpan span) {
        TokenUsage usage = span.span().model().usage();
        return usage.input() != null || usage.output() != null;
    }
}
