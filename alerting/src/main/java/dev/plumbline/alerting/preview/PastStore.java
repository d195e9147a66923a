package dev.plumbline.alerting.preview;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.definition.Definitions;
import dev.plumbline.alerting.definition.RuleDefinition;
import dev.plumbline.alerting.detect.Step;
import dev.plumbline.alerting.quality.RuleState;
import dev.plumbline.alerting.rule.EvidenceStore;
import dev.plumbline.alerting.rule.RuleStore.Feature;
import dev.plumbline.alerting.rule.StepStore;
import dev.plumbline.alerting.rule.Watches;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Goes through the past in a transaction that can only read: the steps as they were closed, by the queries and the engine
 * that judge live. Bounded in time, scores, features and episodes; what is cut says where.
 */
@Singleton
class PastStore {
    private static final Duration MOST_TIME = Duration.ofSeconds(20);
    private static final long MOST_SCORES = 2_000_000;
    private static final int MOST_FEATURES = 50;
    private static final int MOST_EPISODES = 200;

    /** As PostgreSQL says that a statement took too long. */
    private static final String TOO_LONG = "57014";

    private static final String FEATURES = """
            SELECT feature FROM alert.feature_cycle WHERE project_id = ? AND (?::text IS NULL OR feature = ?)
            ORDER BY feature LIMIT ?
            """;

    private final DataSource database;
    private final StepStore steps;
    private final EvidenceStore evidence;
    private final SilentStore silent;
    private final AlertingConfig config;
    private final Clock clock;

    PastStore(
            DataSource database,
            StepStore steps,
            EvidenceStore evidence,
            SilentStore silent,
            AlertingConfig config,
            Clock clock) {
        this.database = database;
        this.steps = steps;
        this.evidence = evidence;
        this.silent = silent;
        this.config = config;
        this.clock = clock;
    }

    Past go(Period period) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            try (Statement limit = connection.createStatement()) {
                limit.execute("SET LOCAL statement_timeout = " + MOST_TIME.toMillis());
                return period.rule().kind().isOfScores()
                        ? overScores(connection, period)
                        : silent.go(connection, period, MOST_EPISODES);
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
            }
        }
    }

    private Past overScores(Connection connection, Period period) throws SQLException {
        Instant end = clock.instant().plus(MOST_TIME);
        Definitions only = new Definitions(
                List.of(new Definitions.Version(period.rule(), 1, "preview", "preview", period.now(), null)));
        Watches watches = new Watches(only, List.of(), config, period.now());
        NotedStore noted = new NotedStore(connection, evidence, period.rule().name());
        RuleDefinition.Selector selector = period.rule().selector();
        long first = Step.of(Step.nano(period.from()));
        long last = Step.of(Step.nano(period.to()));
        long steps = 0;
        long scores = 0;
        List<Past.Known> series = new ArrayList<>();
        Instant reached = period.to();
        String cut = "";
        List<Feature> features = features(connection, selector);
        if (features.size() > MOST_FEATURES) {
            cut = "only the first " + MOST_FEATURES + " features were looked at";
            features = features.subList(0, MOST_FEATURES);
        }
        for (Feature feature : features) {
            TreeMap<String, RuleState> rules = new TreeMap<>();
            long step = first;
            while (step < last) {
                if (!clock.instant().isBefore(end) || scores > MOST_SCORES || noted.count() > MOST_EPISODES) {
                    cut = scores > MOST_SCORES
                            ? "more than " + MOST_SCORES + " scores"
                            : noted.count() > MOST_EPISODES
                                    ? "more than " + MOST_EPISODES + " alerts"
                                    : "it took longer than " + MOST_TIME.toSeconds() + " seconds";
                    reached = Period.moment(step * Step.NANOS);
                    break;
                }
                long to = Math.min(last, step + StepStore.STEPS_A_TIME);
                Portion portion = new Portion(feature, step, to);
                try {
                    scores += walk(connection, portion, rules, watches, noted);
                } catch (SQLException e) {
                    if (!TOO_LONG.equals(e.getSQLState())) {
                        throw e;
                    }
                    return new Past(
                            Period.moment(step * Step.NANOS),
                            "one day of " + feature.name() + " took longer than " + MOST_TIME.toSeconds() + " seconds",
                            new Past.Read(steps, scores),
                            noted.episodes(),
                            series);
                }
                steps += to - step;
                step = to;
            }
            noted.known(feature, rules, watches, period.to()).forEach(series::add);
            if (step < last) {
                break;
            }
        }
        return new Past(reached, cut, new Past.Read(steps, scores), noted.episodes(), series);
    }

    /** Steps of a feature that are gone through at once. */
    private record Portion(Feature feature, long from, long to) {}

    private long walk(
            Connection connection, Portion portion, TreeMap<String, RuleState> rules, Watches watches, NotedStore noted)
            throws SQLException {
        var closed = steps.batches(connection, portion.feature(), rules, portion.from(), portion.to());
        noted.walk(portion.feature(), watches).over(rules, closed, portion.from(), portion.to());
        return closed.values().stream()
                .flatMap(step -> step.byName().values().stream())
                .flatMap(name -> name.values().stream())
                .mapToLong(by -> by.containsKey(RuleState.WHOLE)
                        ? by.get(RuleState.WHOLE).tally().n()
                        : 0)
                .sum();
    }

    private static List<Feature> features(Connection connection, RuleDefinition.Selector selector) throws SQLException {
        List<Feature> features = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(FEATURES)) {
            query.setInt(1, selector.project());
            query.setString(2, selector.feature());
            query.setString(3, selector.feature());
            query.setInt(4, MOST_FEATURES + 1);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                features.add(new Feature(selector.project(), row.getString(1)));
            }
        }
        return features;
    }
}
