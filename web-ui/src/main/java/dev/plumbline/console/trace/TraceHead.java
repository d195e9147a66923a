package dev.plumbline.console.trace;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.tracestore.StoredSpan;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is known of a trace as a whole.
 *
 * @param title name of its first span
 * @param facts where it comes from; each value with the field of the list that filters by it, or an empty field
 * @param asked its requests; empty while none is settled
 */
record TraceHead(String traceId, String title, boolean error, List<Fact> facts, List<Asked> asked) {
    private static final int LINE = 240;

    /** @param value as it was sent, for the filter; {@code shown} for people */
    record Fact(String name, String shown, String field, String value) {}

    /** One answered request of the trace. */
    record Asked(String spanId, String input, String output, List<Digest> digests) {}

    /** @param component what the digest is of */
    record Digest(String component, String hex) {
        public String brief() {
            return hex.substring(0, 10);
        }
    }

    static TraceHead of(String traceId, List<StoredSpan> spans, List<Request> requests) {
        StoredSpan first = spans.stream()
                .filter(stored -> stored.span().parentSpanId() == null)
                .findFirst()
                .orElse(spans.get(0));
        boolean error =
                spans.stream().anyMatch(stored -> stored.span().outcome().status() == SpanStatus.ERROR);
        return new TraceHead(
                traceId,
                Visible.line(first.span().name(), LINE),
                error,
                facts(first, spans, requests),
                requests.stream().map(TraceHead::asked).toList());
    }

    private static List<Fact> facts(StoredSpan first, List<StoredSpan> spans, List<Request> requests) {
        List<Fact> facts = new ArrayList<>();
        Origin origin =
                requests.isEmpty() ? first.span().origin() : requests.get(0).origin();
        long start = first.span().key().startNano();
        add(facts, "start", Moment.exact(Moment.of(start)), "");
        long end = spans.stream()
                .map(stored -> stored.span().outcome().endNano())
                .max(Comparator.naturalOrder())
                .orElse(start);
        add(facts, "duration", Amount.duration((double) end - start), "");
        add(facts, "feature", origin.feature(), "feature");
        add(facts, "release", origin.release(), "release");
        add(facts, "environment", origin.environment(), "");
        add(facts, "session", origin.sessionId(), "session");
        add(facts, "user", origin.userId(), "");
        add(facts, "tokens", tokens(requests), "");
        return List.copyOf(facts);
    }

    private static @Nullable String tokens(List<Request> requests) {
        long in = 0;
        long out = 0;
        boolean known = false;
        for (Request request : requests) {
            Long tokensIn = request.shape().tokensIn();
            Long tokensOut = request.shape().tokensOut();
            known |= tokensIn != null || tokensOut != null;
            in += tokensIn == null ? 0 : tokensIn;
            out += tokensOut == null ? 0 : tokensOut;
        }
        return known ? Amount.count(in) + " in, " + Amount.count(out) + " out" : null;
    }

    private static Asked asked(Request request) {
        Fingerprint print = request.text().fingerprint();
        return new Asked(
                request.ref().spanId(),
                said(request.text().input(), "(no question)"),
                said(request.text().output(), "(no answer)"),
                List.of(
                        new Digest("request", print.request()),
                        new Digest("model", print.model()),
                        new Digest("system", print.system()),
                        new Digest("tools", print.tools()),
                        new Digest("context", print.context()),
                        new Digest("history", print.history()),
                        new Digest("input", print.input())));
    }

    private static String said(String text, String nothing) {
        String line = Visible.line(text, LINE);
        return line.isEmpty() ? nothing : line;
    }

    private static void add(List<Fact> facts, String name, @Nullable String value, String field) {
        if (value != null && !value.isEmpty()) {
            facts.add(new Fact(name, Visible.line(value, LINE), field, value));
        }
    }
}
