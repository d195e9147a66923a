package dev.plumbline.console.trace;

import dev.plumbline.contracts.trace.Span;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The spans of a trace in the order of their tree, parents before children, earlier before later.
 *
 * <p>Every span appears exactly once, whatever its parent claims: one whose parent is not there becomes a root, and a
 * circle of parents is cut at its earliest span. No recursion: a chain may be as long as the trace.
 */
final class SpanTree {
    private static final Comparator<Span> EARLIER = Comparator.comparingLong(
                    (Span span) -> span.key().startNano())
            .thenComparing(span -> span.key().spanId());

    /** How a span came to its place. */
    enum Place {
        ROOT,
        CHILD,
        PARENT_MISSING,
        CIRCLE
    }

    /** A span in its place. @param depth 0 for a root */
    record Node(Span span, int depth, Place place) {}

    private final Map<String, Span> byId = new HashMap<>();
    private final Map<String, List<Span>> children = new HashMap<>();
    private final Set<String> placed = new HashSet<>();
    private final List<Node> nodes = new ArrayList<>();

    private SpanTree(List<Span> spans) {
        List<Span> sorted = spans.stream().sorted(EARLIER).toList();
        sorted.forEach(span -> byId.putIfAbsent(span.key().spanId(), span));
        List<Span> unique = sorted.stream()
                .filter(span -> span.equals(byId.get(span.key().spanId())))
                .toList();
        unique.forEach(span -> {
            if (parent(span) != null) {
                children.computeIfAbsent(span.parentSpanId(), id -> new ArrayList<>())
                        .add(span);
            }
        });
        unique.stream().filter(span -> parent(span) == null).forEach(this::placeTree);
        unique.stream().filter(span -> !placed.contains(span.key().spanId())).forEach(this::placeTree);
    }

    static List<Node> order(List<Span> spans) {
        return List.copyOf(new SpanTree(spans).nodes);
    }

    private @Nullable Span parent(Span span) {
        return span.parentSpanId() == null ? null : byId.get(span.parentSpanId());
    }

    private void placeTree(Span root) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(new Node(root, 0, rootPlace(root)));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (!placed.add(node.span().key().spanId())) {
                continue;
            }
            nodes.add(node);
            List<Span> below = children.getOrDefault(node.span().key().spanId(), List.of());
            for (int i = below.size() - 1; i >= 0; i--) {
                open.push(new Node(below.get(i), node.depth() + 1, Place.CHILD));
            }
        }
    }

    private Place rootPlace(Span root) {
        if (root.parentSpanId() == null) {
            return Place.ROOT;
        }
        return parent(root) == null ? Place.PARENT_MISSING : Place.CIRCLE;
    }
}
