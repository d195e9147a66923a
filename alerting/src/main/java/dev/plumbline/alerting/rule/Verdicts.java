package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.alert.Evidence;
import dev.plumbline.alerting.detect.Recent;
import dev.plumbline.alerting.detect.Wilson;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A rule's alarm in numbers and in a sentence. */
final class Verdicts {
    private static final int SLICES_SHOWN = 20;

    private Verdicts() {}

    /** What the rule itself does not know. */
    record Context(List<String> exampleTraceIds, List<String> findings, Evidence.Period period) {}

    /** The hour that the numbers are about. */
    static Evidence.Period period(QualityRule.Outcome outcome, long step) {
        long first = recent(outcome, outcome.slice()).steps().stream()
                .filter(count -> count.n() > 0)
                .mapToLong(Recent.Count::step)
                .min()
                .orElse(step);
        return new Evidence.Period(first * Steps.NANOS, (step + 1) * Steps.NANOS);
    }

    /** The slice as a condition; empty for the whole. */
    static Map<String, String> slice(String key) {
        int equals = key.indexOf('=');
        return equals < 0 ? Map.of() : Map.of(key.substring(0, equals), key.substring(equals + 1));
    }

    static Evidence evidence(QualityRule.Outcome outcome, double threshold, Context context) {
        Map<String, SeriesState> series = outcome.state().series();
        SeriesState worst = series.getOrDefault(outcome.slice(), SeriesState.START);
        Double objective = outcome.state().objective();
        double whole = recent(outcome, RuleState.WHOLE).share().estimate();
        return new Evidence(
                new Evidence.Measure(
                        worst.recent().n(),
                        worst.recent().bad(),
                        share(worst.recent().share()),
                        objective == null ? null : QualityRule.objectiveOf(worst, objective),
                        worst.detector().value(),
                        threshold * Math.max(1, series.size())),
                outcome.slice(),
                series.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(RuleState.WHOLE))
                        .filter(entry -> entry.getValue().recent().n() > 0)
                        .map(entry -> slice(entry.getKey(), entry.getValue().recent(), whole))
                        .sorted(Comparator.comparingDouble(Evidence.SliceShare::lift)
                                .reversed())
                        .limit(SLICES_SHOWN)
                        .toList(),
                series.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("release="))
                        .filter(entry -> entry.getValue().recent().n() > 0)
                        .map(entry -> entry.getKey().substring("release=".length()))
                        .toList(),
                context.exampleTraceIds(),
                context.findings(),
                context.period());
    }

    /** For example: "support: 41.2 % of 34 answers of app.plan=pro failed grounded in the last hour ...". */
    static String statement(String feature, String score, Evidence evidence) {
        Evidence.Measure measure = evidence.measure();
        String where = evidence.slice().isEmpty() ? "" : " of " + evidence.slice();
        return String.format(
                Locale.ROOT,
                "%s: %.1f %% of %d answers%s failed %s in the last hour (95 %% interval %.1f to %.1f %%); %.1f %% is fine.",
                feature,
                measure.share().estimate() * 100,
                measure.n(),
                where,
                score,
                measure.share().low() * 100,
                measure.share().high() * 100,
                measure.objective() == null ? 0.0 : measure.objective() * 100);
    }

    private static Evidence.SliceShare slice(String key, Recent recent, double whole) {
        Wilson share = recent.share();
        return new Evidence.SliceShare(
                key, recent.n(), recent.bad(), share(share), whole == 0 ? 0 : share.estimate() / whole);
    }

    private static Recent recent(QualityRule.Outcome outcome, String key) {
        return outcome.state().series().getOrDefault(key, SeriesState.START).recent();
    }

    private static Evidence.Share share(Wilson wilson) {
        return new Evidence.Share(wilson.estimate(), wilson.low(), wilson.high());
    }
}
