package dev.plumbline.console.compare;

import dev.plumbline.console.score.Score;
import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.StoredSpan;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How two requests differ.
 *
 * @param same names of the components that both have in common
 * @param parts the components that differ, and the answers
 */
record Comparison(List<Comparison.Row> rows, List<String> same, List<Comparison.Part> parts) {
    private static final int LINE = 200;
    private static final int LONGEST = 64 * 1024;

    /** A fact of both. */
    record Row(String name, String a, String b, boolean differs) {}

    /** @param note what to know about it; empty for nothing */
    record Part(String name, WordDiff diff, String note) {}

    /**
     * One of the two.
     *
     * @param trace all spans of its trace
     */
    record Side(Request request, List<StoredSpan> trace, Card<List<Score>> scores) {
        Fingerprint print() {
            return request.text().fingerprint();
        }
    }

    static Comparison of(Side a, Side b) {
        Seen seenA = Seen.of(a.request().ref(), a.trace());
        Seen seenB = Seen.of(b.request().ref(), b.trace());
        List<String> same = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        component("model", a.print().model(), b.print().model(), seenA.model(), seenB.model(), same, parts);
        component("system", a.print().system(), b.print().system(), seenA.system(), seenB.system(), same, parts);
        component("tools", a.print().tools(), b.print().tools(), seenA.tools(), seenB.tools(), same, parts);
        component("context", a.print().context(), b.print().context(), seenA.context(), seenB.context(), same, parts);
        component("history", a.print().history(), b.print().history(), seenA.history(), seenB.history(), same, parts);
        component("input", a.print().input(), b.print().input(), seenA.input(), seenB.input(), same, parts);
        String answerA = a.request().text().output();
        String answerB = b.request().text().output();
        boolean cut = a.request().text().cut() || b.request().text().cut();
        parts.add(new Part("answer", WordDiff.of(answerA, answerB), cut ? "The first 2 kB of both." : ""));
        return new Comparison(rows(a, b), List.copyOf(same), List.copyOf(parts));
    }

    private static void component(
            String name,
            String digestA,
            String digestB,
            String textA,
            String textB,
            List<String> same,
            List<Part> parts) {
        if (digestA.equals(digestB)) {
            same.add(name);
            return;
        }
        String note = textA.equals(textB)
                ? "The digests differ and what is stored does not: it was redacted or removed."
                : textA.length() > LONGEST || textB.length() > LONGEST ? "The first 64 kB of both." : "";
        parts.add(new Part(name, WordDiff.of(cut(textA), cut(textB)), note));
    }

    private static List<Row> rows(Side a, Side b) {
        List<Row> rows = new ArrayList<>();
        Request one = a.request();
        Request other = b.request();
        row(rows, "time", time(one), time(other));
        row(rows, "feature", one.origin().feature(), other.origin().feature());
        row(rows, "release", one.origin().release(), other.origin().release());
        row(rows, "environment", one.origin().environment(), other.origin().environment());
        row(rows, "model", one.shape().model(), other.shape().model());
        row(rows, "status", status(one), status(other));
        row(rows, "duration", duration(one), duration(other));
        row(
                rows,
                "tokens in",
                count(one.shape().tokensIn()),
                count(other.shape().tokensIn()));
        row(
                rows,
                "tokens out",
                count(one.shape().tokensOut()),
                count(other.shape().tokensOut()));
        row(rows, "model calls", count((long) one.shape().modelCalls()), count((long)
                other.shape().modelCalls()));
        row(rows, "scores", scores(a.scores()), scores(b.scores()));
        return rows;
    }

    private static void row(List<Row> rows, String name, @Nullable String a, @Nullable String b) {
        String one = Visible.line(a, LINE);
        String other = Visible.line(b, LINE);
        if (!one.isEmpty() || !other.isEmpty()) {
            rows.add(new Row(name, one, other, !one.equals(other)));
        }
    }

    private static String time(Request request) {
        return Moment.exact(Moment.of(request.time().startNano()));
    }

    private static String status(Request request) {
        return request.time().status().name().toLowerCase(Locale.ROOT);
    }

    private static String duration(Request request) {
        return Amount.duration(
                (double) request.time().endNano() - request.time().startNano());
    }

    private static String count(@Nullable Long number) {
        return number == null ? "" : Amount.count(number);
    }

    private static String scores(Card<List<Score>> scores) {
        if (!scores.ok()) {
            return "could not be loaded: " + scores.problem();
        }
        return scores.loaded().isEmpty()
                ? "none known"
                : scores.loaded().stream()
                        .map(score -> score.score().name() + " " + score.score().label())
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isLowSurrogate(text.charAt(LONGEST)) ? LONGEST - 1 : LONGEST);
    }
}
