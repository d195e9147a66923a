package dev.plumbline.console.trace;

import dev.plumbline.console.score.ScoreLine;
import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.Truth;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The panel of one span: its head, its tabs and the content of the chosen one.
 *
 * @param head what is known of the span at a glance
 */
record Panel(SpanPanel head, List<Tab> tabs, Body body) {
    private static final int NAME = 120;
    private static final int LINE = 600;

    /** @param name as in the URL */
    record Tab(String name, String title, boolean chosen, Url page, Url fragment) {}

    /**
     * The content of a tab; only what it shows is there.
     *
     * @param talk of the tabs with messages
     * @param retrieved spans of the trace that fetched documents, for a model call
     */
    record Body(
            String tab,
            @Nullable Conversation talk,
            List<Retrieved> retrieved,
            @Nullable Attributes attributes,
            @Nullable Excerpt raw,
            @Nullable Card<List<ScoreLine>> scores,
            @Nullable Card<List<TruthLine>> truths) {

        /** For those who may not read content: every tab shows some. */
        static Body hidden(String tab) {
            return new Body(tab, null, List.of(), null, null, null, null);
        }

        static Body talk(String tab, Conversation talk, List<Retrieved> retrieved) {
            return new Body(tab, talk, retrieved, null, null, null, null);
        }
    }

    /** A span that fetched documents. */
    record Retrieved(String name, int documents, Url page) {}

    /** Feedback or truth about the trace. */
    record TruthLine(String kind, String name, String value, String source, String at) {
        static TruthLine of(Truth truth) {
            String number = truth.value() == null ? "" : Amount.number(truth.value());
            String label = Visible.line(truth.label(), LINE);
            return new TruthLine(
                    truth.kind(),
                    Visible.line(truth.name(), NAME),
                    label.isEmpty() ? number : number.isEmpty() ? label : label + " (" + number + ")",
                    Visible.line(truth.source(), NAME),
                    Moment.second(Moment.of(truth.atNano())));
        }
    }

    static List<Tab> tabs(String chosen, Url page, Url fragment) {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(tab("saw", "What the model saw", chosen, page, fragment));
        tabs.add(tab("output", "Output", chosen, page, fragment));
        tabs.add(tab("scores", "Scores", chosen, page, fragment));
        tabs.add(tab("feedback", "Feedback and truth", chosen, page, fragment));
        tabs.add(tab("attributes", "Attributes", chosen, page, fragment));
        tabs.add(tab("raw", "Raw", chosen, page, fragment));
        return List.copyOf(tabs);
    }

    private static Tab tab(String name, String title, String chosen, Url page, Url fragment) {
        return new Tab(name, title, name.equals(chosen), page.with("tab", name), fragment.with("tab", name));
    }

    /** The tab to open when none was asked for: attributes, where a span took nothing in. */
    static String firstTab(StoredSpan stored) {
        Content content = stored.payload().content();
        return content.input().isEmpty()
                        && content.documents().isEmpty()
                        && content.output().isEmpty()
                ? "attributes"
                : "saw";
    }

    /** The span to open when none was asked for: the last model call, whose words the user got, else the first span. */
    static StoredSpan firstSpan(List<StoredSpan> spans) {
        StoredSpan chosen = spans.get(0);
        for (StoredSpan stored : spans) {
            if (stored.span().kind() == SpanKind.LLM) {
                chosen = stored;
            }
        }
        return chosen;
    }

    /** Where a model call's passages came from: the spans of its trace that carry documents. */
    static List<Retrieved> retrieved(List<StoredSpan> spans, StoredSpan chosen, Url page) {
        if (chosen.span().kind() != SpanKind.LLM) {
            return List.of();
        }
        return spans.stream()
                .filter(stored -> stored != chosen
                        && !stored.payload().content().documents().isEmpty())
                .limit(10)
                .map(stored -> new Retrieved(
                        Visible.line(stored.span().name(), NAME) + ", "
                                + stored.span().kind().name().toLowerCase(Locale.ROOT),
                        stored.payload().content().documents().size(),
                        page.with("span", stored.span().key().spanId()).with("tab", "saw")))
                .toList();
    }
}
