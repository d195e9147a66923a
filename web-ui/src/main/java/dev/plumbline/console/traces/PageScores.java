package dev.plumbline.console.traces;

import dev.plumbline.console.score.Score;
import dev.plumbline.console.score.ScoreClient;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The scores of the requests on a page: the time they span is asked for at once, what that misses one by one. */
@ApplicationScoped
public class PageScores {
    private static final int NAME = 40;

    private final ScoreClient client;

    PageScores(ScoreClient client) {
        this.client = client;
    }

    /** Scores by {@link #key} of the requests on a page, in any order. */
    public Card<Map<String, List<Score>>> of(int project, List<Request> shown) {
        if (shown.isEmpty()) {
            return Card.of(Map.of());
        }
        LongSummaryStatistics starts =
                shown.stream().mapToLong(request -> request.time().startNano()).summaryStatistics();
        Card<ScoreClient.Page> first = client.latest(project, starts.getMin(), starts.getMax() + 1, oneFeature(shown))
                .join();
        if (!first.ok()) {
            return Card.failed(String.valueOf(first.problem()));
        }
        ScoreClient.Page page = first.loaded();
        List<Score> scores = new ArrayList<>(page.items());
        if (page.next() != null) {
            long seenBackTo =
                    Moment.nano(page.items().get(page.items().size() - 1).at());
            Card<List<Score>> rest = oneByOne(project, shown, seenBackTo);
            if (!rest.ok()) {
                return Card.failed(String.valueOf(rest.problem()));
            }
            scores.removeIf(score -> Moment.nano(score.at()) <= seenBackTo);
            scores.addAll(rest.loaded());
        }
        Map<String, List<Score>> byRequest = new HashMap<>();
        scores.forEach(score -> byRequest
                .computeIfAbsent(key(score.request()), key -> new ArrayList<>())
                .add(score));
        return Card.of(byRequest);
    }

    public static String key(RequestRef ref) {
        return ref.traceId() + ref.spanId();
    }

    private Card<List<Score>> oneByOne(int project, List<Request> shown, long untilNano) {
        Set<String> traces = new LinkedHashSet<>();
        shown.stream()
                .filter(request -> request.time().startNano() <= untilNano)
                .forEach(request -> traces.add(request.ref().traceId()));
        List<CompletableFuture<Card<ScoreClient.Page>>> asked =
                traces.stream().map(trace -> client.ofTrace(project, trace)).toList();
        List<Score> scores = new ArrayList<>();
        for (CompletableFuture<Card<ScoreClient.Page>> answer : asked) {
            Card<ScoreClient.Page> page = answer.join();
            if (!page.ok()) {
                return Card.failed(String.valueOf(page.problem()));
            }
            scores.addAll(page.loaded().items());
        }
        return Card.of(scores);
    }

    private static String oneFeature(List<Request> shown) {
        String feature = shown.get(0).origin().feature();
        return shown.stream().allMatch(request -> request.origin().feature().equals(feature)) ? feature : "";
    }

    /** Failures by name, and the rest as one label each: what passed needs no attention. */
    public static List<Listed.Chip> chips(List<Score> own) {
        List<Listed.Chip> labels = new ArrayList<>();
        own.stream()
                .filter(score -> score.score().label().equals("fail"))
                .map(score -> new Listed.Chip(Visible.line(score.score().name(), NAME), "fail", score.words()))
                .sorted(Comparator.comparing(Listed.Chip::name))
                .forEach(labels::add);
        count(own, "abstain", "abstained", labels);
        count(own, "pass", "pass", labels);
        return labels;
    }

    private static void count(List<Score> scores, String label, String word, List<Listed.Chip> labels) {
        List<String> names = scores.stream()
                .filter(score -> score.score().label().equals(label))
                .map(score -> Visible.line(score.score().name(), NAME))
                .sorted()
                .toList();
        if (!names.isEmpty()) {
            labels.add(new Listed.Chip(names.size() + " " + word, label, String.join(", ", names)));
        }
    }
}
