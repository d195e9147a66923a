package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.detect.EDetector;
import dev.plumbline.alerting.detect.Recent;
import dev.plumbline.alerting.detect.Wilson;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rule that watches one score of one feature, as a whole and by slice. It alarms when a series' e-detector has
 * reached the threshold and its last hour is still worse than its objective with enough scores; it ends when every
 * alarmed series has been good for two steps.
 *
 * <p>A series without an objective learns the feature's first: the upper end of the Wilson interval of its first scores'
 * failed share, at least 2 %. A slice that was usually worse keeps its own, learned in the same time.
 */
final class QualityRule {
    private static final double LEAST_OBJECTIVE = 0.02;
    private static final double MOST_OBJECTIVE = 0.9;
    private static final int LEARNED_SLICE = 30;
    private static final int GOOD_STEPS = 2;

    /** Series watched by one rule; further slices are not, which the rule's page says. */
    static final int MOST_SERIES = 50;

    private final Settings settings;

    QualityRule(Settings settings) {
        this.settings = settings;
    }

    /**
     * @param objective configured; null to learn it
     * @param learnFrom how many scores to learn from
     * @param threshold of one detector
     * @param minimumScores in the last hour of a series that alarms
     */
    record Settings(@Nullable Double objective, int learnFrom, double threshold, int minimumScores) {}

    /** What a closed step brought: nothing, or the alert's opening or end with the series it is about. */
    record Outcome(RuleState state, @Nullable Change change, String slice) {
        enum Change {
            OPENED,
            RESOLVED
        }
    }

    /** The rule after one more closed step. */
    Outcome advance(RuleState before, long step, List<StepSignal> signals) {
        Map<String, long[]> counts = counts(before, signals);
        Double objective = before.objective() != null ? before.objective() : settings.objective();
        Map<String, SeriesState> series = new TreeMap<>(before.series());
        double threshold = settings.threshold() * Math.max(1, series.size());
        for (Map.Entry<String, long[]> entry : counts.entrySet()) {
            SeriesState known = series.getOrDefault(entry.getKey(), SeriesState.START);
            Recent recent = known.recent().with(new Recent.Count(step, entry.getValue()[0], entry.getValue()[1]));
            series.put(
                    entry.getKey(),
                    objective == null
                            ? known.learned(entry.getValue()[0], entry.getValue()[1], recent)
                            : watched(known, recent, entry.getValue(), objectiveOf(known, objective), threshold));
        }
        return outcome(before, objective == null ? learned(series) : objective, series);
    }

    private SeriesState watched(SeriesState known, Recent recent, long[] count, double objective, double threshold) {
        EDetector detector = known.detector().step(objective, count[0], count[1]);
        boolean bad = recent.share().estimate() > objective;
        boolean alarm =
                known.alarmed() || detector.value() >= threshold && bad && recent.n() >= settings.minimumScores();
        int good = bad || !alarm ? 0 : known.goodSteps() + 1;
        boolean over = alarm && good >= GOOD_STEPS;
        return new SeriesState(
                over ? EDetector.START : detector,
                recent,
                known.learnedN(),
                known.learnedBad(),
                alarm && !over,
                over ? 0 : good);
    }

    private Outcome outcome(RuleState before, @Nullable Double objective, Map<String, SeriesState> series) {
        Optional<String> worst = series.entrySet().stream()
                .filter(entry -> entry.getValue().alarmed())
                .max(Comparator.comparingDouble(
                        entry -> entry.getValue().recent().share().estimate()))
                .map(Map.Entry::getKey);
        RuleState after = new RuleState(objective, series, worst.isPresent());
        if (worst.isPresent() && !before.firing()) {
            return new Outcome(after, Outcome.Change.OPENED, worst.get());
        }
        if (worst.isEmpty() && before.firing()) {
            return new Outcome(after, Outcome.Change.RESOLVED, RuleState.WHOLE);
        }
        return new Outcome(after, null, RuleState.WHOLE);
    }

    /** Every known series gets its count, also of 0, so that its last hour moves on; new slices while there is room. */
    private static Map<String, long[]> counts(RuleState before, List<StepSignal> signals) {
        Map<String, long[]> counts = new HashMap<>();
        counts.put(RuleState.WHOLE, new long[2]);
        before.series().keySet().forEach(key -> counts.put(key, new long[2]));
        for (StepSignal signal : signals) {
            List<String> keys = new ArrayList<>(List.of(RuleState.WHOLE));
            signal.slices().forEach((attribute, value) -> keys.add(attribute + "=" + value));
            for (String key : keys) {
                long[] count = counts.get(key);
                if (count == null && counts.size() < MOST_SERIES) {
                    count = new long[2];
                    counts.put(key, count);
                }
                if (count != null) {
                    count[0]++;
                    count[1] += signal.bad() ? 1 : 0;
                }
            }
        }
        return counts;
    }

    private @Nullable Double learned(Map<String, SeriesState> series) {
        SeriesState whole = series.get(RuleState.WHOLE);
        if (whole == null || whole.learnedN() < settings.learnFrom()) {
            return null;
        }
        return bounded(Wilson.of(whole.learnedBad(), whole.learnedN()).high());
    }

    /** The objective of a series: the feature's, or its own where it was usually worse. */
    static double objectiveOf(SeriesState series, double feature) {
        return series.learnedN() < LEARNED_SLICE
                ? feature
                : Math.max(
                        feature,
                        bounded(Wilson.of(series.learnedBad(), series.learnedN())
                                .high()));
    }

    private static double bounded(double share) {
        return Math.min(MOST_OBJECTIVE, Math.max(LEAST_OBJECTIVE, share));
    }
}
