package dev.plumbline.console.traces;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.score.Score;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Csv;
import dev.plumbline.console.view.Moment;
import dev.plumbline.contracts.trace.Request;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests as a file: one JSON object a line, or a table. */
public final class RequestFile {
    private static final List<String> HEAD = List.of(
            "time",
            "trace",
            "span",
            "feature",
            "release",
            "environment",
            "session",
            "user",
            "status",
            "model",
            "duration_ms",
            "tokens_in",
            "tokens_out",
            "question",
            "answer",
            "text_cut",
            "scores",
            "fingerprint");

    private final ObjectMapper json;

    public RequestFile(ObjectMapper json) {
        this.json = json;
    }

    /**
     * A line of JSON.
     *
     * @param scores null when the evaluator did not answer
     */
    record Line(Request request, @Nullable List<Score> scores) {}

    /** @param scores by {@link PageScores#key} */
    public String jsonLines(List<Request> requests, Card<Map<String, List<Score>>> scores) {
        StringBuilder file = new StringBuilder();
        for (Request request : requests) {
            try {
                file.append(json.writeValueAsString(new Line(request, own(request, scores))))
                        .append('\n');
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file.toString();
    }

    /** @param scores by {@link PageScores#key} */
    public String csv(List<Request> requests, Card<Map<String, List<Score>>> scores) {
        StringBuilder file = new StringBuilder(Csv.line(HEAD));
        for (Request request : requests) {
            file.append(Csv.line(cells(request, own(request, scores))));
        }
        return file.toString();
    }

    private static @Nullable List<Score> own(Request request, Card<Map<String, List<Score>>> scores) {
        if (!scores.ok()) {
            return null;
        }
        List<Score> own = scores.loaded().get(PageScores.key(request.ref()));
        return own == null ? List.of() : own;
    }

    private static List<String> cells(Request request, @Nullable List<Score> scores) {
        long length = request.time().endNano() - request.time().startNano();
        return List.of(
                Moment.of(request.time().startNano()).toString(),
                request.ref().traceId(),
                request.ref().spanId(),
                request.origin().feature(),
                text(request.origin().release()),
                text(request.origin().environment()),
                text(request.origin().sessionId()),
                text(request.origin().userId()),
                request.time().status().name(),
                text(request.shape().model()),
                String.valueOf(Math.max(0, length) / 1_000_000),
                text(request.shape().tokensIn()),
                text(request.shape().tokensOut()),
                request.text().input(),
                request.text().output(),
                String.valueOf(request.text().cut()),
                scores == null ? "not loaded" : words(scores),
                request.text().fingerprint().request());
    }

    private static String words(List<Score> scores) {
        return scores.stream()
                .map(score -> score.score().name() + ": " + score.score().label())
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
