package dev.plumbline.bench.evaluate;

import dev.plumbline.bench.measure.Table;
import dev.plumbline.evaluator.scoring.RubricScorer;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.scoring.standard.StandardScorers;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Processor time of the scorers that need no embedding, one thread. */
final class ScorerSpeed {
    private static final int REQUESTS = 400;
    private static final double MICRO = 1e3;

    private ScorerSpeed() {}

    /** @param perSecond requests that one core scores with all of them */
    record Speed(Table table, double perSecond) {}

    static Speed measure(long seed, double seconds) {
        List<ScoringInput> inputs = Conversations.draw(REQUESTS, seed);
        List<RubricScorer> scorers = StandardScorers.withoutEmbedding();
        Table table = new Table("scorer", "us", "pass", "fail", "abstain");
        double all = 0;
        for (RubricScorer scorer : scorers) {
            Map<String, Integer> labels = new HashMap<>();
            inputs.forEach(
                    input -> labels.merge(scorer.scorer().score(input).label().wire(), 1, Integer::sum));
            micros(scorer, inputs, seconds / 2);
            double micros = micros(scorer, inputs, seconds);
            all += micros;
            table.row(
                    scorer.id(),
                    String.format(Locale.ROOT, "%.1f", micros),
                    share(labels, "pass"),
                    share(labels, "fail"),
                    share(labels, "abstain"));
        }
        table.row("all", String.format(Locale.ROOT, "%.1f", all), "", "", "");
        return new Speed(table, 1e6 / all);
    }

    private static String share(Map<String, Integer> labels, String label) {
        return String.format(Locale.ROOT, "%.0f %%", 100.0 * labels.getOrDefault(label, 0) / REQUESTS);
    }

    private static double micros(RubricScorer scorer, List<ScoringInput> inputs, double seconds) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long scored = 0;
        while (threads.getCurrentThreadCpuTime() - start < seconds * 1e9) {
            for (ScoringInput input : inputs) {
                scorer.scorer().score(input);
            }
            scored += inputs.size();
        }
        return (threads.getCurrentThreadCpuTime() - start) / MICRO / scored;
    }
}
