package dev.plumbline.console.trace;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The spans of a trace as lines with bars over its time.
 *
 * @param lines the spans of this page of the waterfall
 * @param shown which they are
 * @param length the time from the first start to the last end
 */
record Waterfall(List<Line> lines, Shown shown, String length) {
    /** Spans on one page: more make a browser crawl. */
    static final int PAGE = 500;

    private static final int DEEPEST = 12;
    private static final int NAME = 120;
    private static final double THINNEST = 0.4;

    /**
     * @param first index of the first line, from 0
     * @param total spans of the trace
     * @param errors how many of them failed
     */
    record Shown(int first, int total, int errors) {
        public boolean all() {
            return first == 0 && total <= PAGE;
        }

        public int next() {
            return first + PAGE < total ? first + PAGE : 0;
        }

        public int from() {
            return first + 1;
        }

        public int until() {
            return Math.min(total, first + PAGE);
        }
    }

    /**
     * One span.
     *
     * @param depth for the indent, 0 to 12
     * @param note what is odd about its place; empty for nothing
     */
    record Line(String spanId, String name, String kind, int depth, Bar bar, boolean error, String note) {}

    /**
     * Where the span lies in the trace's time.
     *
     * @param x start in per cent
     * @param width length in per cent, wide enough to be seen
     */
    record Bar(String x, String width, String duration, String offset) {}

    /** @param spanId the span that must be on the page; any other text means the page that starts at {@code first} */
    static Waterfall of(List<Span> spans, String spanId, int first) {
        List<SpanTree.Node> nodes = SpanTree.order(spans);
        long start =
                spans.stream().mapToLong(span -> span.key().startNano()).min().orElse(0);
        long end = spans.stream().mapToLong(Waterfall::end).max().orElse(0);
        double length = Math.max(1.0, (double) end - start);
        int at = page(nodes, spanId, first);
        List<Line> lines = new ArrayList<>();
        for (SpanTree.Node node : nodes.subList(at, Math.min(nodes.size(), at + PAGE))) {
            lines.add(line(node, start, length));
        }
        int errors = (int) spans.stream().filter(Waterfall::failed).count();
        return new Waterfall(List.copyOf(lines), new Shown(at, nodes.size(), errors), Amount.duration(length));
    }

    private static int page(List<SpanTree.Node> nodes, String spanId, int first) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).span().key().spanId().equals(spanId)) {
                return i / PAGE * PAGE;
            }
        }
        return first < 0 || first >= nodes.size() ? 0 : first / PAGE * PAGE;
    }

    private static Line line(SpanTree.Node node, long start, double length) {
        Span span = node.span();
        double from = ((double) span.key().startNano() - start) / length * 100;
        double width = Math.max(THINNEST, ((double) end(span) - span.key().startNano()) / length * 100);
        double x = Math.min(from, 100 - THINNEST);
        Bar bar = new Bar(
                percent(x),
                percent(Math.min(width, 100 - x)),
                Amount.duration((double) span.outcome().endNano() - span.key().startNano()),
                Amount.duration((double) span.key().startNano() - start));
        return new Line(
                span.key().spanId(),
                Visible.line(span.name(), NAME),
                span.kind().name().toLowerCase(Locale.ROOT),
                Math.min(DEEPEST, node.depth()),
                bar,
                failed(span),
                note(node.place()));
    }

    private static String note(SpanTree.Place place) {
        return switch (place) {
            case ROOT, CHILD -> "";
            case PARENT_MISSING -> "its parent has not arrived";
            case CIRCLE -> "its parents form a circle";
        };
    }

    /** A span that ends before it starts has no length. */
    private static long end(Span span) {
        return Math.max(span.key().startNano(), span.outcome().endNano());
    }

    private static boolean failed(Span span) {
        return span.outcome().status() == SpanStatus.ERROR;
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }
}
