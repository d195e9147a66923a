package dev.plumbline.alerting.quality;

import dev.plumbline.alerting.alert.Evidence;
import dev.plumbline.alerting.detect.Recent;
import dev.plumbline.alerting.detect.Step;
import dev.plumbline.alerting.detect.Tally;
import dev.plumbline.alerting.detect.Wilson;
import dev.plumbline.alerting.slice.Slice;
import dev.plumbline.alerting.slice.SliceSearch;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule's alarm in numbers and in a sentence. */
public final class Verdicts {
    private static final int SLICES_SHOWN = 20;

    /** Below it, the share is the one that counting gives. */
    private static final double LEAST_DIFFERENCE = 1e-6;

    private Verdicts() {}

    /** What the rule itself does not know. */
    public record Context(List<String> exampleTraceIds, List<String> findings, Evidence.Period period) {}

    /**
     * The part of the traffic that the alert names.
     *
     * @param rest the scores outside of it; none for the whole
     */
    public record Shown(Slice slice, Tally tally, Tally rest) {}

    /**
     * The most specific slice that holds the bad scores; without one, the whole if it is alarmed itself, else the slice
     * that is.
     */
    public static Shown shown(QualityRule.Outcome outcome, Optional<SliceSearch.Found> found) {
        if (found.isPresent()) {
            return new Shown(
                    found.get().slice(), found.get().tally(), found.get().rest());
        }
        Tally whole = hour(outcome, RuleState.WHOLE);
        boolean wholeIsAlarmed = series(outcome, RuleState.WHOLE).alarmed();
        String key = wholeIsAlarmed ? RuleState.WHOLE : outcome.strongest();
        return key.equals(RuleState.WHOLE)
                ? new Shown(Slice.WHOLE, whole, Tally.NONE)
                : new Shown(Slice.of(key), hour(outcome, key), whole.minus(hour(outcome, key)));
    }

    /** The hour that the numbers are about. */
    public static Evidence.Period period(QualityRule.Outcome outcome, long step) {
        long first = series(outcome, RuleState.WHOLE).recent().steps().stream()
                .mapToLong(Recent.Count::step)
                .min()
                .orElse(step);
        return new Evidence.Period(first * Step.NANOS, Step.end(step));
    }

    public static Evidence evidence(QualityRule.Outcome outcome, Shown shown, double threshold, Context context) {
        Map<String, SeriesState> series = outcome.state().series();
        double whole = hour(outcome, RuleState.WHOLE).share().estimate();
        return new Evidence(
                new Evidence.Measure(
                        shown.tally().n(),
                        shown.tally().bad(),
                        share(shown.tally().share()),
                        objective(outcome, shown.slice()),
                        series(outcome, outcome.strongest()).detector().value(),
                        threshold * series.size()),
                shown.slice().text(),
                slices(series, shown, whole),
                series.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("release="))
                        .filter(entry -> entry.getValue().recent().tally().n() > 0)
                        .map(entry -> entry.getKey().substring("release=".length()))
                        .toList(),
                context.exampleTraceIds(),
                context.findings(),
                context.period());
    }

    /** The slice that the alert names, which may have two conditions, then the watched ones by lift. */
    private static List<Evidence.SliceShare> slices(Map<String, SeriesState> series, Shown shown, double whole) {
        String named = shown.slice().text();
        Stream<Evidence.SliceShare> watched = series.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(RuleState.WHOLE)
                        && !entry.getKey().equals(named))
                .filter(entry -> entry.getValue().recent().tally().n() > 0)
                .map(entry -> slice(entry.getKey(), entry.getValue().recent().tally(), whole))
                .sorted(Comparator.comparingDouble(Evidence.SliceShare::lift).reversed());
        Stream<Evidence.SliceShare> first =
                named.isEmpty() ? Stream.empty() : Stream.of(slice(named, shown.tally(), whole));
        return Stream.concat(first, watched).limit(SLICES_SHOWN).toList();
    }

    /** For example: "support: 41.2 % of 34 answers of app.plan=pro failed grounded in the last hour ...". Where answers
     * stand for more or fewer requests, which their number does not show, the share says so. */
    public static String statement(String feature, String verdict, Evidence evidence, Tally rest, String when) {
        Evidence.Measure measure = evidence.measure();
        String where = evidence.slice().isEmpty() ? "" : " of " + evidence.slice();
        String others = rest.n() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " Of the other %d, %.1f %% did.",
                        rest.n(),
                        rest.share().estimate() * 100);
        Long bad = measure.bad();
        boolean weighted = bad != null
                && Math.abs(measure.share().estimate() - (double) bad / Math.max(1, measure.n())) > LEAST_DIFFERENCE;
        return String.format(
                        Locale.ROOT,
                        "%s: %s%.1f %% of %d answers%s %s in the last %s (95 %% interval %.1f to %.1f %%); %.1f %% is fine.",
                        feature,
                        weighted ? "weighted, " : "",
                        measure.share().estimate() * 100,
                        measure.n(),
                        where,
                        verdict,
                        when,
                        measure.share().low() * 100,
                        measure.share().high() * 100,
                        measure.objective() == null ? 0.0 : measure.objective() * 100)
                + others;
    }

    /** What is fine for a slice: the largest of what is fine for the feature and for each condition by itself. */
    private static double objective(QualityRule.Outcome outcome, Slice slice) {
        Double feature = outcome.state().objective();
        double least = feature == null ? 0 : feature;
        return slice.conditions().entrySet().stream()
                .map(condition -> series(outcome, condition.getKey() + "=" + condition.getValue()))
                .mapToDouble(series -> QualityRule.objectiveOf(series, least))
                .max()
                .orElse(QualityRule.objectiveOf(series(outcome, RuleState.WHOLE), least));
    }

    private static Evidence.SliceShare slice(String key, Tally hour, double whole) {
        Wilson share = hour.share();
        return new Evidence.SliceShare(
                key, hour.n(), hour.bad(), share(share), whole == 0 ? 0 : share.estimate() / whole);
    }

    private static SeriesState series(QualityRule.Outcome outcome, String key) {
        return outcome.state().series().getOrDefault(key, SeriesState.START);
    }

    private static Tally hour(QualityRule.Outcome outcome, String key) {
        return series(outcome, key).recent().tally();
    }

    private static Evidence.Share share(Wilson wilson) {
        return new Evidence.Share(wilson.estimate(), wilson.low(), wilson.high());
    }
}
