package dev.plumbline.console.session;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.score.Score;
import dev.plumbline.console.traces.Listed;
import dev.plumbline.console.traces.PageScores;
import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.SpanStatus;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Requests of a session as its turns. */
final class Talk {
    private static final int NAME = 120;

    private Talk() {}

    /**
     * @param requests in the order they were made
     * @param first the number of the first
     * @param scores by {@link PageScores#key}
     */
    static List<SessionPage.Turn> turns(
            List<Request> requests, int first, Map<String, List<Score>> scores, Frame frame) {
        List<SessionPage.Turn> turns = new ArrayList<>();
        Request before = null;
        for (Request request : requests) {
            List<Score> own = scores.getOrDefault(PageScores.key(request.ref()), List.of());
            turns.add(new SessionPage.Turn(
                    first + turns.size(),
                    before == null ? "" : pause(before, request),
                    Visible.pieces(said(request.text().input(), "(no question)")),
                    Visible.pieces(said(request.text().output(), "(no answer)")),
                    request.text().cut(),
                    Listed.of(request, PageScores.chips(own)),
                    before == null
                            ? ""
                            : frame.compare(
                                            before.ref().traceId(),
                                            request.ref().traceId())
                                    .toString()));
            before = request;
        }
        return turns;
    }

    /** What is told of the session as a whole; of several pages, of this one. */
    static List<SessionPage.Fact> facts(List<Request> requests) {
        List<SessionPage.Fact> facts = new ArrayList<>();
        if (requests.isEmpty()) {
            return facts;
        }
        Request first = requests.get(0);
        Request last = requests.get(requests.size() - 1);
        long errors = requests.stream()
                .filter(request -> request.time().status() == SpanStatus.ERROR)
                .count();
        add(facts, "from", Moment.second(Moment.of(first.time().startNano())));
        add(facts, "until", Moment.second(Moment.of(last.time().endNano())));
        add(facts, "turns here", Amount.count(requests.size()) + (errors == 0 ? "" : ", " + errors + " failed"));
        add(facts, "feature", distinct(requests, request -> request.origin().feature()));
        add(facts, "release", distinct(requests, request -> request.origin().release()));
        add(facts, "model", distinct(requests, request -> request.shape().model()));
        add(facts, "user", distinct(requests, request -> request.origin().userId()));
        long tokens = requests.stream()
                .mapToLong(request -> number(request.shape().tokensIn())
                        + number(request.shape().tokensOut()))
                .sum();
        add(facts, "tokens", tokens == 0 ? "" : Amount.count(tokens));
        return facts;
    }

    private static void add(List<SessionPage.Fact> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new SessionPage.Fact(name, value));
        }
    }

    private static String distinct(List<Request> requests, Function<Request, @Nullable String> field) {
        return requests.stream()
                .map(field)
                .filter(Objects::nonNull)
                .distinct()
                .limit(4)
                .map(value -> Visible.line(value, NAME))
                .collect(Collectors.joining(", "));
    }

    private static long number(@Nullable Long tokens) {
        return tokens == null ? 0 : tokens;
    }

    private static String pause(Request before, Request after) {
        long nano = after.time().startNano() - before.time().endNano();
        return nano < 1_000_000_000L ? "" : Moment.roughly(Duration.ofNanos(nano)) + " later";
    }

    private static String said(String text, String nothing) {
        return text.isBlank() ? nothing : text;
    }
}
