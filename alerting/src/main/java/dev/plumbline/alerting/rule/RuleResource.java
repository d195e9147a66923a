package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.BadParameterException;
import dev.plumbline.alerting.detect.Recent;
import dev.plumbline.alerting.detect.Step;
import dev.plumbline.alerting.detect.Wilson;
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
    private static final long HOUR = Recent.STEPS * Step.NANOS;

    private final RuleStore rules;
    private final AlertingConfig config;
    private final Clock clock;

    RuleResource(RuleStore rules, AlertingConfig config, Clock clock) {
        this.rules = rules;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A series of a rule.
     *
     * @param slice {@code attribute=value}; empty for the whole
     * @param state {@code learning}, {@code ok}, {@code pending}, {@code firing} or {@code no_data}: no score counted
     *     whose request is of the last hour
     * @param share of failed scores in the last hour with data, with its 95 % interval
     * @param objective the largest share that is fine; null while learning
     * @param detector the e-detector's value; the alarm is at {@code threshold}
     */
    public record Series(
            String feature,
            String scoreName,
            String slice,
            String state,
            Numbers numbers,
            @Nullable Double objective,
            double threshold) {}

    /** @param n scores of the last hour */
    public record Numbers(long n, long bad, Wilson share, double detector) {}

    /** @param next always null: the list is whole */
    public record Listed(List<Series> items, @Nullable String next) {}

    @GET
    public Listed list(@QueryParam("project") @DefaultValue("1") String project) throws SQLException {
        List<Series> items = new ArrayList<>();
        for (RuleStore.Standing standing :
                rules.standing((int) BadParameterException.number("project", project, 1, Integer.MAX_VALUE))) {
            standing.rules()
                    .forEach((score, rule) -> rule.series()
                            .forEach((slice, series) ->
                                    items.add(series(standing.feature().name(), score, slice, rule))));
        }
        return new Listed(items, null);
    }

    private Series series(String feature, String score, String slice, RuleState rule) {
        SeriesState series = rule.series().getOrDefault(slice, SeriesState.START);
        Double objective = rule.objective();
        double threshold = config.threshold() * Math.max(1, rule.series().size());
        return new Series(
                feature,
                score,
                slice,
                state(series, objective, threshold, Step.nano(clock.instant())),
                new Numbers(
                        series.recent().tally().n(),
                        series.recent().tally().bad(),
                        series.recent().tally().share(),
                        series.detector().value()),
                objective == null ? null : QualityRule.objectiveOf(series, objective),
                threshold);
    }

    /** Pending: half of the way to the threshold on the scale of the detector's logarithm. */
    private static String state(SeriesState series, @Nullable Double objective, double threshold, long nowNano) {
        if (series.alarmed()) {
            return "firing";
        }
        if (series.recent().steps().isEmpty() || Step.end(series.seen()) + HOUR < nowNano) {
            return "no_data";
        }
        if (objective == null) {
            return "learning";
        }
        return series.detector().value() > Math.sqrt(threshold) ? "pending" : "ok";
    }
}
