package dev.plumbline.console.traces;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestShape;
import dev.plumbline.contracts.trace.SpanStatus;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One line of the list of requests.
 *
 * @param scores of this request; empty while none is known
 */
public record Listed(When when, Where where, What what, List<Chip> scores) {
    private static final int TEXT = 200;
    private static final int NAME = 60;

    /** @param iso for programs, {@code day} and {@code time} for people */
    public record When(String iso, String day, String time, String exact) {}

    /** @param release empty when the sender named none */
    public record Where(String feature, String release, String session) {}

    /**
     * @param model the requested model; empty when none was called
     * @param tokens in and out; empty when nothing was reported
     */
    public record What(String traceId, String spanId, String input, String output, boolean error, Cost cost) {}

    /** What a request took. */
    public record Cost(String duration, String tokens, String model) {}

    /**
     * A score as a small label.
     *
     * @param label {@code pass}, {@code fail} or {@code abstain}
     */
    public record Chip(String name, String label, String words) {}

    public static Listed of(Request request, List<Chip> scores) {
        Instant start = Moment.of(request.time().startNano());
        return new Listed(
                new When(start.toString(), Moment.day(start), Moment.time(start), Moment.exact(start)),
                new Where(
                        request.origin().feature(),
                        text(request.origin().release()),
                        text(request.origin().sessionId())),
                new What(
                        request.ref().traceId(),
                        request.ref().spanId(),
                        said(request.text().input(), "(no question)"),
                        said(request.text().output(), "(no answer)"),
                        request.time().status() == SpanStatus.ERROR,
                        new Cost(
                                Amount.duration((double) request.time().endNano()
                                        - request.time().startNano()),
                                tokens(request.shape()),
                                Visible.line(request.shape().model(), NAME))),
                scores);
    }

    public String feature() {
        return Visible.line(where.feature(), NAME);
    }

    public String release() {
        return Visible.line(where.release(), NAME);
    }

    private static String said(String text, String nothing) {
        String line = Visible.line(text, TEXT);
        return line.isEmpty() ? nothing : line;
    }

    private static String tokens(RequestShape shape) {
        if (shape.tokensIn() == null && shape.tokensOut() == null) {
            return "";
        }
        return amount(shape.tokensIn()) + " → " + amount(shape.tokensOut());
    }

    private static String amount(@Nullable Long tokens) {
        return tokens == null ? "?" : Amount.count(tokens);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
