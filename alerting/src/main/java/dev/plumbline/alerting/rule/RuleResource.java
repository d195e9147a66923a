package dev.plumbline.alerting.rule;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.plumbline.alerting.BadParameterException;
import dev.plumbline.alerting.alert.Alert;
import dev.plumbline.alerting.alert.AlertQuery;
import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.detect.Recent;
import dev.plumbline.alerting.detect.Step;
import dev.plumbline.alerting.detect.Wilson;
import dev.plumbline.alerting.judge.JudgeAlert;
import dev.plumbline.alerting.quality.QualityRule;
import dev.plumbline.alerting.quality.RuleState;
import dev.plumbline.alerting.quality.SeriesState;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What every rule knows now. */
@Path("/api/v1/rules")
@Blocking
public class RuleResource {
    private static final List<String> KEPT = List.of("firing", "paused", "no_data");
    private static final int MOST_FIRING = 500;
    private static final long HOUR = Recent.STEPS * Step.NANOS;

    private final RuleStore rules;
    private final AlertStore alerts;
    private final Clock clock;

    RuleResource(RuleStore rules, AlertStore alerts, Clock clock) {
        this.rules = rules;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * A series of a rule.
     *
     * @param slice {@code attribute=value}; empty for the whole
     * @param state {@code paused}, {@code learning}, {@code ok}, {@code pending}, {@code firing}, {@code no_data} (no
     *     score counted whose request is of the last hour) or {@code judge_degraded}: not firing, and its judge has got worse
     * @param by whose series it is
     */
    public record Series(
            String feature,
            String scoreName,
            String slice,
            String state,
            Numbers numbers,
            @JsonUnwrapped Limits limits,
            By by) {
        private Series in(String otherState) {
            return new Series(feature, scoreName, slice, otherState, numbers, limits, by);
        }
    }

    /** @param n scores of the last hour with data, or of the span that the rule looks at; with a 95 % interval */
    public record Numbers(long n, long bad, Wilson share, double detector) {}

    /**
     * @param objective the largest share that is fine; null while learning
     * @param threshold that the e-detector must reach
     */
    public record Limits(@Nullable Double objective, double threshold) {}

    /**
     * @param kind of the rule, as it is written; of a divergence the outcome is shown
     * @param rule {@code quality} for what is built in
     * @param version 0 for what is built in
     */
    public record By(String kind, String rule, int version) {}

    /** @param next always null: the list is whole */
    public record Listed(List<Series> items, @Nullable String next) {}

    @GET
    public Listed list(@QueryParam("project") @DefaultValue("1") String project) throws SQLException {
        List<Series> items = new ArrayList<>();
        int number = (int) BadParameterException.number("project", project, 1, Integer.MAX_VALUE);
        RuleStore.Overview all = rules.standing(number);
        List<Alert> firing = alerts.list(new AlertQuery(number, "firing", null, Long.MAX_VALUE, MOST_FIRING));
        for (RuleStore.Standing standing : all.standing()) {
            standing.rules()
                    .forEach((key, rule) -> all.watches()
                            .of(standing.feature(), key)
                            .filter(watch -> !watch.role().isProxy())
                            .ifPresent(watch -> rule.series()
                                    .keySet()
                                    .forEach(slice -> items.add(held(
                                            shown(all.watches(), standing.feature(), watch, rule, slice), firing)))));
        }
        return new Listed(items, null);
    }

    private static Series held(Series series, List<Alert> firing) {
        return !KEPT.contains(series.state())
                        && JudgeAlert.holding(firing, series.feature(), series.scoreName())
                                .isPresent()
                ? series.in(JudgeAlert.KIND)
                : series;
    }

    private Series shown(Watches watches, RuleStore.Feature feature, Watch watch, RuleState rule, String slice) {
        long nowNano = Step.nano(clock.instant());
        long step = Step.of(nowNano);
        Series series = series(feature, watch, rule, slice, nowNano);
        return watches.isPaused(feature, watch, step)
                        || watches.pausedSeries(feature, watch, step).contains(slice)
                ? series.in("paused")
                : series;
    }

    /** A series as it stands at a moment, nanoseconds since the Unix epoch. */
    public static Series series(RuleStore.Feature feature, Watch watch, RuleState rule, String slice, long nowNano) {
        SeriesState series = rule.series().getOrDefault(slice, SeriesState.START);
        Double objective = rule.objective();
        double threshold =
                watch.settings().threshold() * Math.max(1, rule.series().size());
        return new Series(
                feature.name(),
                watch.score(),
                slice,
                state(series, rule, threshold, nowNano),
                new Numbers(
                        series.recent().tally().n(),
                        series.recent().tally().bad(),
                        series.recent().tally().share(),
                        series.detector().value()),
                new Limits(objective == null ? null : QualityRule.objectiveOf(series, objective), threshold),
                new By(watch.kind().text(), watch.rule(), watch.version()));
    }

    /** Pending: half of the way to the threshold on the scale of the detector's logarithm, or held. */
    private static String state(SeriesState series, RuleState rule, double threshold, long nowNano) {
        if (series.alarmed()) {
            return rule.firing() ? "firing" : "pending";
        }
        if (series.recent().steps().isEmpty() || Step.end(series.seen()) + HOUR < nowNano) {
            return "no_data";
        }
        if (rule.objective() == null) {
            return "learning";
        }
        return series.detector().value() > Math.sqrt(threshold) ? "pending" : "ok";
    }
}
