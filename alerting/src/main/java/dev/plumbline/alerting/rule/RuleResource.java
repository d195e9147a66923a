package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.detect.Wilson;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What every rule knows now. */
@Path("/api/v1/rules")
@Blocking
public class RuleResource {
    private final RuleStore rules;
    private final AlertingConfig config;

    RuleResource(RuleStore rules, AlertingConfig config) {
        this.rules = rules;
        this.config = config;
    }

    /**
     * A series of a rule.
     *
     * @param slice {@code attribute=value}; empty for the whole
     * @param state {@code learning}, {@code ok}, {@code pending}, {@code firing} or {@code no_data}
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

    @GET
    public Map<String, List<Series>> list(@QueryParam("project") @DefaultValue("1") int project) throws SQLException {
        List<Series> items = new ArrayList<>();
        for (RuleStore.Standing standing : rules.standing(project)) {
            standing.rules()
                    .forEach((score, rule) -> rule.series()
                            .forEach((slice, series) ->
                                    items.add(series(standing.feature().name(), score, slice, rule))));
        }
        return Map.of("items", items);
    }

    private Series series(String feature, String score, String slice, RuleState rule) {
        SeriesState series = rule.series().getOrDefault(slice, SeriesState.START);
        Double objective = rule.objective();
        double threshold = config.threshold() * Math.max(1, rule.series().size());
        return new Series(
                feature,
                score,
                slice,
                state(series, objective, threshold),
                new Numbers(
                        series.recent().n(),
                        series.recent().bad(),
                        series.recent().share(),
                        series.detector().value()),
                objective == null ? null : QualityRule.objectiveOf(series, objective),
                threshold);
    }

    /** Pending: half of the way to the threshold on the scale of the detector's logarithm. */
    private static String state(SeriesState series, @Nullable Double objective, double threshold) {
        if (series.alarmed()) {
            return "firing";
        }
        if (series.recent().n() == 0) {
            return "no_data";
        }
        if (objective == null) {
            return "learning";
        }
        return series.detector().value() > Math.sqrt(threshold) ? "pending" : "ok";
    }
}
