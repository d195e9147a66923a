package dev.plumbline.alerting.quality;

import dev.plumbline.alerting.detect.Batch;
import dev.plumbline.alerting.detect.EDetector;
import dev.plumbline.alerting.detect.Recent;
import dev.plumbline.alerting.detect.Tally;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rule that watches one score of one feature, as a whole and by slice. It alarms when a series' e-detector has
 * reached the threshold and its last hour is still worse than its objective with enough scores; it ends when every
 * alarmed series has been good for two steps. An hour without scores is not a good hour, unless the feature itself is
 * good and only this slice has no traffic any more, as after a release was taken back.
 *
 * <p>Without a configured objective it is learned: the upper end of the one-sided 99 % Wilson interval of the failed share
 * of the feature's first scores, at least 2 %. While nothing is suspected the reference goes on growing, up to ten times
 * as many scores, and the objective comes down to what is usual; then it stands. A slice that was usually worse has its
 * own, learned in the same time. A slice that came later is held to the feature's until it has alarmed once; what it was
 * like is then known, and only what is worse alarms again. A release is held to the feature's always: a bad one is news.
 *
 * <p>With a reference, the objective is what its days were like under the same scorer, in the same way bounded, and the
 * drop that is fine; nothing else is learned.
 *
 * <p>Scores of one scorer are counted. When it gives none in a step and another does, nothing that was learned can be
 * compared: the rule begins anew, and an open alarm ends for that reason.
 */
public final class QualityRule {
    private static final double LEAST_OBJECTIVE = 0.02;
    private static final double MOST_OBJECTIVE = 0.9;
    private static final int LEARNED_SLICE = 10;
    private static final int REFINED = 10;
    private static final double UNSUSPECTED = 10;

    /** One-sided 99 %: one feature in a hundred is given an objective below what it usually is, and then barely. */
    private static final double LEARNED_Z = 2.3263;

    /** How long an alarmed series must be good. */
    public static final int GOOD_STEPS = 2;

    private final Settings settings;

    public QualityRule(Settings settings) {
        this.settings = settings;
    }

    /**
     * @param objective configured; null to learn it, or to take it from the reference
     * @param learnFrom how many scores to learn from, or that the reference must hold
     * @param threshold of one detector
     * @param minimumScores in the last hour of a series that alarms
     */
    public record Settings(
            @Nullable Double objective, int learnFrom, double threshold, int minimumScores, Reach reach) {
        /** Of every slice and the last hour, at once. */
        public Settings(@Nullable Double objective, int learnFrom, double threshold, int minimumScores) {
            this(objective, learnFrom, threshold, minimumScores, Reach.ALL);
        }

        /** The same, opening nothing however long something is alarmed. */
        public Settings silent() {
            return new Settings(
                    objective,
                    learnFrom,
                    threshold,
                    minimumScores,
                    new Reach(reach.attributes, Integer.MAX_VALUE, reach.span, reach.reference, reach.basis));
        }
    }

    /**
     * What is looked at, and for how long before it counts.
     *
     * @param attributes whose values are watched as slices; null for every one
     * @param hold closed steps for which something must be alarmed before the rule opens
     * @param span steps whose share must be bad as well
     * @param reference the days that it is compared with; null for none
     * @param basis name and version of its definition; empty for what is built in
     */
    public record Reach(
            @Nullable Set<String> attributes,
            int hold,
            int span,
            @Nullable Reference reference,
            String basis) {
        /** Every slice, no hold, the last hour, no reference. */
        public static final Reach ALL = new Reach(null, 0, Recent.STEPS, null, "");

        private boolean watches(String key) {
            return attributes == null || key.isEmpty() || attributes.contains(key.substring(0, key.indexOf('=')));
        }
    }

    /**
     * What a closed step brought.
     *
     * @param change null when nothing changed
     * @param strongest the alarmed series with the most evidence against it; the whole when none is alarmed
     */
    public record Outcome(RuleState state, @Nullable Change change, String strongest) {
        /** Why it changed, beyond the numbers; null when they say it all. */
        @Nullable
        public String why(RuleState before) {
            if (!before.progress().basis().equals(state.progress().basis())) {
                return "the rule was changed: measured anew";
            }
            String old = before.scorer();
            return old == null || old.equals(state.scorer())
                    ? null
                    : "the scorer changed from " + old + " to " + state.scorer() + ": measured anew";
        }

        public enum Change {
            OPENED,
            RESOLVED
        }
    }

    /**
     * The rule after a step whose scores may be of several scorers.
     *
     * @param scores the step's scores by scorer and series; those with most scores first
     */
    public Outcome advanceBy(RuleState before, long step, Map<String, Map<String, Batch>> scores) {
        String known = before.scorer();
        if (scores.isEmpty() || known != null && scores.containsKey(known)) {
            return advance(before, step, known == null ? Map.of() : scores.getOrDefault(known, Map.of()));
        }
        String scorer = scores.entrySet().stream()
                .max(Comparator.comparingLong((Map.Entry<String, Map<String, Batch>> entry) -> entry.getValue()
                                .getOrDefault(RuleState.WHOLE, Batch.NONE)
                                .tally()
                                .n())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElseThrow();
        RuleState from = known == null ? before.by(scorer) : before.anewBy(scorer);
        return advance(from, step, scores.getOrDefault(scorer, Map.of()));
    }

    /** The rule after a person ended its alarm: only new evidence alarms again. */
    public static RuleState released(RuleState before) {
        TreeMap<String, SeriesState> series = new TreeMap<>(before.series());
        series.replaceAll((key, known) -> known.alarmed() ? ended(key, known) : known);
        return new RuleState(before.objective(), series, false, "", before.scorer(), rested(before));
    }

    /** The rule while nobody wants to hear of it: it has seen nothing since, and has no alarm. */
    public static RuleState paused(RuleState before) {
        TreeMap<String, SeriesState> series = new TreeMap<>(before.series());
        series.replaceAll((key, known) -> known.paused());
        return new RuleState(before.objective(), series, false, "", before.scorer(), rested(before));
    }

    /** The same for one of its series; the others go on. */
    public static RuleState paused(RuleState before, String key) {
        TreeMap<String, SeriesState> series = new TreeMap<>(before.series());
        series.computeIfPresent(key, (same, known) -> known.paused());
        return new RuleState(
                before.objective(), series, before.firing(), before.named(), before.scorer(), before.progress());
    }

    private static RuleState.Progress rested(RuleState before) {
        return new RuleState.Progress(
                0, before.progress().basis(), before.progress().days());
    }

    /**
     * The rule after one more closed step.
     *
     * @param scores the step's scores by series; those with most scores first
     */
    Outcome advance(RuleState earlier, long step, Map<String, Batch> scores) {
        RuleState before = earlier.basedOn(settings.reach().basis());
        Map<String, Batch> batches = new LinkedHashMap<>(scores);
        batches.keySet().removeIf(key -> !settings.reach().watches(key));
        TreeMap<String, SeriesState> series = Watchlist.with(before.series(), List.copyOf(batches.keySet()));
        series.replaceAll((key, known) -> known.at(
                step, batches.getOrDefault(key, Batch.NONE), settings.reach().span()));
        Reference reference = settings.reach().reference();
        if (reference != null) {
            series.replaceAll((key, known) ->
                    known.heldTo(reference.before(step, before.progress().days().getOrDefault(key, List.of()))));
        }
        Double objective = settings.objective() == null ? learned(series) : settings.objective();
        if (objective == null) {
            if (reference == null) {
                series.replaceAll((key, known) -> known.learning(batches.getOrDefault(key, Batch.NONE)));
            }
            return remembered(outcome(before, reference == null ? learned(series) : null, series), step, batches);
        }
        double threshold = settings.threshold() * series.size();
        boolean quietSlicesAreGood = isGood(series.getOrDefault(RuleState.WHOLE, SeriesState.START), objective);
        series.replaceAll((key, known) -> judged(
                key,
                isLearned(known) ? known : known.unlearned(batches.getOrDefault(key, Batch.NONE)),
                batches.getOrDefault(key, Batch.NONE),
                new Limits(objectiveOf(known, objective), threshold, quietSlicesAreGood)));
        if (settings.objective() == null && reference == null) {
            refine(series, batches);
        }
        return remembered(outcome(before, objective, series), step, batches);
    }

    /** Days of an alarm are none to compare with, so that what lasts never becomes what is usual. */
    private Outcome remembered(Outcome outcome, long step, Map<String, Batch> batches) {
        Reference reference = settings.reach().reference();
        RuleState state = outcome.state();
        if (reference == null || state.progress().waited() > 0) {
            return outcome;
        }
        RuleState.Progress progress = new RuleState.Progress(
                0,
                state.progress().basis(),
                reference.with(step, state.progress().days(), batches));
        return new Outcome(
                new RuleState(
                        state.objective(), state.series(), state.firing(), state.named(), state.scorer(), progress),
                outcome.change(),
                outcome.strongest());
    }

    /** What was learned is made firmer by the scores of steps that raise no suspicion. */
    private void refine(TreeMap<String, SeriesState> series, Map<String, Batch> batches) {
        SeriesState whole = series.getOrDefault(RuleState.WHOLE, SeriesState.START);
        if (whole.learned().n() >= (long) REFINED * settings.learnFrom()
                || series.values().stream().anyMatch(one -> one.detector().value() > UNSUSPECTED)) {
            return;
        }
        series.replaceAll(
                (key, known) -> isLearned(known) ? known.learning(batches.getOrDefault(key, Batch.NONE)) : known);
    }

    private record Limits(double objective, double threshold, boolean quietIsGood) {}

    private boolean isGood(SeriesState series, double objective) {
        Tally hour = series.recent().tally();
        return hour.n() >= settings.minimumScores() && hour.share().estimate() <= objectiveOf(series, objective);
    }

    private static boolean isLearned(SeriesState series) {
        return series.learned().n() >= LEARNED_SLICE;
    }

    private SeriesState judged(String key, SeriesState known, Batch batch, Limits limits) {
        EDetector detector = known.detector().step(limits.objective(), batch);
        Tally hour = known.recent().tally();
        boolean bad = hour.n() > 0 && hour.share().estimate() > limits.objective();
        boolean alarm = known.alarmed()
                || bad && detector.value() >= limits.threshold() && hour.n() >= settings.minimumScores();
        boolean better = alarm && !bad && (hour.n() > 0 || limits.quietIsGood());
        int good = bad || !alarm ? 0 : known.goodSteps() + (better ? 1 : 0);
        return good >= GOOD_STEPS ? ended(key, known) : known.judged(detector, alarm, good);
    }

    private static SeriesState ended(String key, SeriesState known) {
        SeriesState quiet = known.judged(known.detector().restarted(), false, 0);
        boolean cameLater = !key.equals(RuleState.WHOLE) && !isLearned(known);
        return cameLater && !key.startsWith("release=") ? quiet.accepted() : quiet;
    }

    private Outcome outcome(RuleState before, @Nullable Double objective, Map<String, SeriesState> series) {
        Optional<String> strongest = series.entrySet().stream()
                .filter(entry -> entry.getValue().alarmed())
                .max(Comparator.comparingDouble(
                        entry -> entry.getValue().detector().value()))
                .map(Map.Entry::getKey);
        int waited = strongest.isPresent() ? before.progress().waited() + 1 : 0;
        boolean firing = strongest.isPresent()
                && (before.firing() || waited > settings.reach().hold());
        RuleState after = new RuleState(
                objective,
                series,
                firing,
                firing ? before.named() : "",
                before.scorer(),
                new RuleState.Progress(
                        waited, before.progress().basis(), before.progress().days()));
        if (firing && !before.firing()) {
            return new Outcome(after, Outcome.Change.OPENED, strongest.orElse(RuleState.WHOLE));
        }
        if (!firing && before.firing()) {
            return new Outcome(after, Outcome.Change.RESOLVED, RuleState.WHOLE);
        }
        return new Outcome(after, null, strongest.orElse(RuleState.WHOLE));
    }

    private @Nullable Double learned(Map<String, SeriesState> series) {
        SeriesState whole = series.get(RuleState.WHOLE);
        if (whole == null || whole.learned().n() < settings.learnFrom()) {
            return null;
        }
        Reference reference = settings.reach().reference();
        if (reference == null) {
            return bounded(whole);
        }
        double usual = whole.learned().share().estimate() + reference.drop();
        double high = Math.max(LEAST_OBJECTIVE, whole.learned().share(LEARNED_Z).high());
        return Math.min(reference.most(), Math.max(high, usual));
    }

    /** The objective of a series: the feature's, or its own where it was usually worse. */
    public static double objectiveOf(SeriesState series, double feature) {
        return isLearned(series) ? Math.max(feature, bounded(series)) : feature;
    }

    private static double bounded(SeriesState series) {
        double high = series.learned().share(LEARNED_Z).high();
        return Math.min(MOST_OBJECTIVE, Math.max(LEAST_OBJECTIVE, high));
    }
}
