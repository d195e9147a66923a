package dev.plumbline.alerting.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.alert.Evidence;
import dev.plumbline.alerting.alert.NewAlert;
import dev.plumbline.alerting.notify.NotificationStore;
import jakarta.inject.Singleton;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The ordered cycle of one feature: closed steps in order of event time, the rules' state, and the alerts they open or
 * end, in one transaction under the lock of the feature's row. Two replicas therefore never move the same feature, and a
 * replay from the same scores gives the same alerts.
 */
@Singleton
class RuleStore {
    private static final TypeReference<TreeMap<String, RuleState>> STATES = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> SLICES = new TypeReference<>() {};
    private static final int STEPS_A_TIME = 500;
    private static final int EXAMPLES = 5;

    private final DataSource database;
    private final AlertStore alerts;
    private final NotificationStore notifications;
    private final AlertingConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    RuleStore(
            DataSource database,
            AlertStore alerts,
            NotificationStore notifications,
            AlertingConfig config,
            ObjectMapper json,
            Clock clock) {
        this.database = database;
        this.alerts = alerts;
        this.notifications = notifications;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /** A feature with rules. */
    record Feature(int projectId, String name) {}

    /** A feature's rules as they stand. */
    record Standing(Feature feature, Map<String, RuleState> rules) {}

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
                all.add(new Standing(new Feature(row.getInt(1), row.getString(2)), read(row.getString(3), STATES)));
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
                    advance(connection, feature, row.getLong(1), read(row.getString(2), STATES));
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void advance(Connection connection, Feature feature, long next, TreeMap<String, RuleState> rules)
            throws SQLException {
        Optional<Steps.Seen> seen = seen(connection, feature, next);
        if (seen.isEmpty()) {
            return;
        }
        long open = new Steps(config.settle(), config.idle()).firstOpen(seen.get(), clock.instant());
        SortedMap<Long, Map<String, List<StepSignal>>> closed = signals(connection, feature, next, open);
        if (closed.isEmpty()) {
            return;
        }
        long first = next < 0 ? closed.firstKey() : next;
        long last = Math.min(closed.lastKey() + 1, first + STEPS_A_TIME);
        for (long step = first; step < last; step++) {
            Map<String, List<StepSignal>> signals = closed.getOrDefault(step, Map.of());
            for (String name : signals.keySet()) {
                rules.putIfAbsent(name, RuleState.START);
            }
            for (Map.Entry<String, RuleState> rule : rules.entrySet()) {
                List<StepSignal> own = signals.getOrDefault(rule.getKey(), List.of());
                rule.setValue(advance(connection, new Named(feature, rule.getKey()), rule.getValue(), step, own));
            }
        }
        save(connection, feature, last, rules);
    }

    private record Named(Feature feature, String score) {
        NewAlert.Subject subject() {
            return new NewAlert.Subject(feature.projectId(), feature.name(), "quality", score);
        }
    }

    private RuleState advance(Connection connection, Named rule, RuleState before, long step, List<StepSignal> signals)
            throws SQLException {
        QualityRule.Settings settings = new QualityRule.Settings(
                config.objectives().get(rule.score()), config.learnFrom(), config.threshold(), config.minimumScores());
        QualityRule.Outcome outcome = new QualityRule(settings).advance(before, step, signals);
        if (outcome.change() == QualityRule.Outcome.Change.OPENED) {
            NewAlert alert = alert(connection, rule, outcome, step);
            tell(connection, alerts.open(connection, alert));
        } else if (outcome.change() == QualityRule.Outcome.Change.RESOLVED) {
            tell(connection, alerts.resolve(connection, rule.subject(), (step + 1) * Steps.NANOS));
        }
        return outcome.state();
    }

    private void tell(Connection connection, OptionalLong alert) throws SQLException {
        if (alert.isPresent()) {
            notifications.enqueue(connection, alerts.get(connection, alert.getAsLong()));
        }
    }

    private NewAlert alert(Connection connection, Named rule, QualityRule.Outcome outcome, long step)
            throws SQLException {
        Evidence.Period period = Verdicts.period(outcome, step);
        Map<String, String> slice = Verdicts.slice(outcome.slice());
        Evidence evidence = Verdicts.evidence(
                outcome,
                config.threshold(),
                new Verdicts.Context(
                        examples(connection, rule, slice, period),
                        alerts.openFindings(
                                connection,
                                rule.feature().projectId(),
                                rule.feature().name()),
                        period));
        return new NewAlert(
                rule.subject(),
                "page",
                Verdicts.statement(rule.feature().name(), rule.score(), evidence),
                evidence,
                period.fromNano());
    }

    private Optional<Steps.Seen> seen(Connection connection, Feature feature, long next) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RuleSql.SEEN)) {
            query.setTimestamp(1, Timestamp.from(clock.instant().minus(config.settle())));
            query.setInt(2, feature.projectId());
            query.setString(3, feature.name());
            query.setLong(4, Math.max(0, next) * Steps.NANOS);
            ResultSet row = query.executeQuery();
            row.next();
            Timestamp arrival = row.getTimestamp("arrival");
            long unsettled = row.getLong("unsettled");
            boolean allSettled = row.wasNull();
            return arrival == null
                    ? Optional.empty()
                    : Optional.of(
                            new Steps.Seen(row.getLong("latest"), arrival.toInstant(), allSettled ? null : unsettled));
        }
    }

    private SortedMap<Long, Map<String, List<StepSignal>>> signals(
            Connection connection, Feature feature, long next, long open) throws SQLException {
        SortedMap<Long, Map<String, List<StepSignal>>> steps = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(RuleSql.SIGNALS)) {
            query.setInt(1, feature.projectId());
            query.setString(2, feature.name());
            query.setLong(3, Math.max(0, next) * Steps.NANOS);
            query.setLong(4, open * Steps.NANOS);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                steps.computeIfAbsent(row.getLong("at_nano") / Steps.NANOS, step -> new HashMap<>())
                        .computeIfAbsent(row.getString("name"), name -> new ArrayList<>())
                        .add(new StepSignal(row.getBoolean("bad"), read(row.getString("slices"), SLICES)));
            }
        }
        return steps;
    }

    private List<String> examples(Connection connection, Named rule, Map<String, String> slice, Evidence.Period period)
            throws SQLException {
        List<String> traceIds = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(RuleSql.EXAMPLES)) {
            query.setInt(1, rule.feature().projectId());
            query.setString(2, rule.feature().name());
            query.setString(3, rule.score());
            query.setLong(4, period.fromNano());
            query.setLong(5, period.toNano());
            query.setString(6, write(slice));
            query.setInt(7, EXAMPLES);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                traceIds.add(row.getString(1));
            }
        }
        return traceIds;
    }

    private void save(Connection connection, Feature feature, long next, Map<String, RuleState> rules)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RuleSql.SAVE)) {
            update.setLong(1, next);
            update.setString(2, write(rules));
            update.setInt(3, feature.projectId());
            update.setString(4, feature.name());
            update.executeUpdate();
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
