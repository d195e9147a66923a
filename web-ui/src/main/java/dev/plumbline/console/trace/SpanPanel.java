package dev.plumbline.console.trace;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.contracts.trace.TokenUsage;
import dev.plumbline.tracestore.StoredSpan;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The head of the panel of one span.
 *
 * @param facts names and values: model, tokens, why it stopped
 * @param notes what is odd about the span, in words
 */
public record SpanPanel(String spanId, Name name, Time time, List<Fact> facts, List<String> notes) {
    private static final int LINE = 300;

    /** @param problem the sender's words about a failure; empty when it did not fail */
    public record Name(String text, String kind, boolean error, String problem) {}

    public record Time(String start, String duration) {}

    /** One thing known of a span. */
    public record Fact(String name, String value) {}

    static SpanPanel of(StoredSpan stored) {
        Span span = stored.span();
        boolean error = span.outcome().status() == SpanStatus.ERROR;
        return new SpanPanel(
                span.key().spanId(),
                new Name(
                        Visible.line(span.name(), LINE),
                        span.kind().name().toLowerCase(Locale.ROOT),
                        error,
                        Visible.line(span.outcome().message(), LINE)),
                new Time(
                        Moment.exact(Moment.of(span.key().startNano())),
                        Amount.duration(
                                (double) span.outcome().endNano() - span.key().startNano())),
                facts(span.model()),
                notes(stored));
    }

    private static List<Fact> facts(ModelCall model) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "model", model.requestModel());
        if (model.responseModel() != null && !model.responseModel().equals(model.requestModel())) {
            add(facts, "answered by", model.responseModel());
        }
        add(facts, "provider", model.provider());
        TokenUsage usage = model.usage();
        add(facts, "tokens in", amount(usage.input()));
        add(facts, "from cache", amount(usage.cacheRead()));
        add(facts, "into cache", amount(usage.cacheWrite()));
        add(facts, "tokens out", amount(usage.output()));
        add(facts, "of it reasoning", amount(usage.reasoning()));
        add(facts, "stopped by", String.join(", ", model.finishReasons()));
        return List.copyOf(facts);
    }

    private static List<String> notes(StoredSpan stored) {
        List<String> notes = new ArrayList<>();
        stored.payload().notes().forEach(note -> notes.add(Visible.line(note, LINE)));
        if (stored.conflict()) {
            notes.add("Another span came with the same ids and another start; this is the one that ended last.");
        }
        return List.copyOf(notes);
    }

    private static void add(List<Fact> facts, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(new Fact(name, Visible.line(value, LINE)));
        }
    }

    private static @Nullable String amount(@Nullable Long tokens) {
        return tokens == null ? null : Amount.count(tokens);
    }
}
