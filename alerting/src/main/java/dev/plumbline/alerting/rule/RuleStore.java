package dev.plumbline.alerting.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.detect.Recent;
import dev.plumbline.alerting.detect.Step;
import dev.plumbline.alerting.detect.Watermark;
import jakarta.inject.Singleton;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The ordered cycle of one feature: closed steps in order of event time, the rules' state, and the alerts they open or
 * end, in one transaction under the lock of the feature's row. Two replicas therefore never move the same feature, and a
 * replay of the same scores changes nothing.
 */
@Singleton
class RuleStore {
    private static final TypeReference<TreeMap<String, RuleState>> STATES = new TypeReference<>() {};
    private static final int STEPS_A_TIME = 288;

    /** After so many empty steps in a row, further ones change nothing and are skipped. */
    private static final int QUIET_STEPS = Recent.STEPS + QualityRule.GOOD_STEPS;

    private final DataSource database;
    private final StepStore steps;
    private final QualityAlertStore alerts;
    private final AlertingConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    RuleStore(
            DataSource database,
            StepStore steps,
            QualityAlertStore alerts,
            AlertingConfig config,
            ObjectMapper json,
            Clock clock) {
        this.database = database;
        this.steps = steps;
        this.alerts = alerts;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /** A feature with rules. */
    record Feature(int projectId, String name) {}

    /** A feature's rules as they stand. */
    record Standing(Feature feature, Map<String, RuleState> rules) {}

    /** Features with scores that wait to be counted. */
    List<Feature> features() throws SQLException {
        List<Feature> features = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(RuleSql.FEATURES)) {
            ResultSet row = query.executeQuery();
            while (row.next()) {
                features.add(new Feature(row.getInt(1), row.getString(2)));
            }
        }
        return features;
    }

    List<Standing> standing(int projectId) throws SQLException {
        List<Standing> all = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(RuleSql.STANDING)) {
            query.setInt(1, projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                all.add(new Standing(new Feature(row.getInt(1), row.getString(2)), read(row.getString(3))));
            }
        }
        return all;
    }

    /** Moves one feature over its closed steps; does nothing while another replica holds it. */
    void advance(Feature feature) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock = connection.prepareStatement(RuleSql.LOCK)) {
                lock.setInt(1, feature.projectId());
                lock.setString(2, feature.name());
                ResultSet row = lock.executeQuery();
                if (row.next()) {
                    advance(connection, feature, row.getLong(1), read(row.getString(2)));
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void advance(Connection connection, Feature feature, long before, TreeMap<String, RuleState> rules)
            throws SQLException {
        Instant now = clock.instant();
        Optional<StepStore.Waiting> waiting = steps.waiting(connection, feature, now);
        if (waiting.isEmpty()) {
            return;
        }
        long first = Math.max(before, Step.of(waiting.get().earliestNano()));
        long next = before < 0 ? first : before;
        long open = new Watermark(config.grace(), config.idle())
                .firstOpen(waiting.get().seen(), next, now);
        long to = Math.min(open, first + STEPS_A_TIME);
        if (to <= next) {
            return;
        }
        steps.close(connection, feature, next, to);
        alerts.release(connection, feature, rules);
        walk(connection, feature, rules, next, to);
        save(connection, feature, to, rules);
    }

    private void walk(Connection connection, Feature feature, TreeMap<String, RuleState> rules, long from, long to)
            throws SQLException {
        SortedMap<Long, StepStore.Closed> batches = steps.batches(connection, feature, rules, from, to);
        long step = from;
        for (Map.Entry<Long, StepStore.Closed> closed : batches.entrySet()) {
            pause(connection, feature, rules, step, closed.getKey());
            closed.getValue().byName().keySet().forEach(name -> rules.putIfAbsent(name, RuleState.START));
            advance(connection, feature, rules, closed.getKey(), closed.getValue());
            step = closed.getKey() + 1;
        }
        pause(connection, feature, rules, step, to);
    }

    private void pause(Connection connection, Feature feature, TreeMap<String, RuleState> rules, long from, long to)
            throws SQLException {
        for (long step = from; step < Math.min(to, from + QUIET_STEPS); step++) {
            advance(connection, feature, rules, step, new StepStore.Closed(Map.of()));
        }
    }

    private void advance(
            Connection connection,
            Feature feature,
            TreeMap<String, RuleState> rules,
            long step,
            StepStore.Closed scores)
            throws SQLException {
        for (Map.Entry<String, RuleState> entry : rules.entrySet()) {
            QualityRule.Settings settings = new QualityRule.Settings(
                    config.objectives().get(entry.getKey()),
                    config.learnFrom(),
                    config.threshold(),
                    config.minimumScores());
            RuleState before = entry.getValue();
            QualityRule.Outcome outcome = new QualityRule(settings).advanceBy(before, step, scores.of(entry.getKey()));
            entry.setValue(alerts.follow(
                    connection,
                    new StepStore.Named(
                            feature,
                            entry.getKey(),
                            String.valueOf(outcome.state().scorer())),
                    outcome,
                    new QualityAlertStore.Moment(step, outcome.why(before))));
        }
    }

    private void save(Connection connection, Feature feature, long next, Map<String, RuleState> rules)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RuleSql.SAVE)) {
            update.setLong(1, next);
            update.setString(2, json.writeValueAsString(rules));
            update.setInt(3, feature.projectId());
            update.setString(4, feature.name());
            update.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TreeMap<String, RuleState> read(String text) {
        try {
            return json.readValue(text, STATES);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
