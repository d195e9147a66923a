package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.quality.RuleState;
import dev.plumbline.alerting.trouble.TroubleStore;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The ordered cycle of one feature: closed steps in order of event time, the rules' state, and the alerts they open or
 * end, in one transaction under the lock of the feature's row. Two replicas therefore never move the same feature, and a
 * replay of the same scores changes nothing.
 */
@Singleton
public class RuleStore {
    private final DataSource database;
    private final StepStore steps;
    private final StateStore states;
    private final QualityAlertStore alerts;
    private final TroubleStore troubles;

    RuleStore(
            DataSource database, StepStore steps, StateStore states, QualityAlertStore alerts, TroubleStore troubles) {
        this.database = database;
        this.steps = steps;
        this.states = states;
        this.alerts = alerts;
        this.troubles = troubles;
    }

    /** A feature with rules. */
    public record Feature(int projectId, String name) {}

    /** A feature's rules as they stand, by key. */
    public record Standing(Feature feature, Map<String, RuleState> rules) {}

    /** All features of a project, and by what they are watched now. */
    public record Overview(Watches watches, List<Standing> standing) {}

    /** Features with a step that can be closed. */
    List<Feature> features() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return steps.closing(connection);
        }
    }

    /** How every rule of a project stands. */
    public Overview standing(int projectId) throws SQLException {
        List<Standing> all = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(RuleSql.STANDING)) {
            query.setInt(1, projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                all.add(new Standing(
                        new Feature(row.getInt(1), row.getString(2)),
                        states.read(row.getString(3)).rules()));
            }
            return new Overview(states.watches(connection), all);
        }
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
                    advance(connection, feature, row.getLong(1), states.read(row.getString(2)));
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void advance(Connection connection, Feature feature, long before, StateStore.States known)
            throws SQLException {
        Optional<StepStore.Range> closed = steps.close(connection, feature, before);
        if (closed.isEmpty()) {
            return;
        }
        long from = closed.get().from();
        long to = closed.get().to();
        Watches watches = states.watches(connection);
        alerts.release(connection, feature, watches, known.rules());
        new Walk<>(feature, watches, new Live(connection, feature, known))
                .over(known.rules(), steps.batches(connection, feature, known.rules(), from, to), from, to);
        tellTroubles(connection, feature, known);
        states.save(connection, feature, to, known);
    }

    private final class Live implements Walk.Follower<SQLException> {
        private final Connection connection;
        private final Feature feature;
        private final StateStore.States known;

        private Live(Connection connection, Feature feature, StateStore.States known) {
            this.connection = connection;
            this.feature = feature;
            this.known = known;
        }

        @Override
        public RuleState follow(Walk.Moved moved) throws SQLException {
            return alerts.follow(connection, feature, moved);
        }

        @Override
        public boolean leavesOut(Watch watch, boolean paused) {
            if (paused) {
                known.broken().remove(watch.key());
            }
            return known.broken().containsKey(watch.key());
        }
    }

    /** A rule whose state cannot be read is left as it is, and has a ticket until somebody pauses it for a moment. */
    private void tellTroubles(Connection connection, Feature feature, StateStore.States known) throws SQLException {
        Set<String> told = troubles.open(connection, feature.projectId(), feature.name());
        for (String key : known.broken().keySet()) {
            String name = "rule " + key.replace(Watch.BETWEEN, '/');
            if (!told.remove(name)) {
                troubles.raise(
                        connection,
                        new TroubleStore.Place(feature.projectId(), feature.name(), name),
                        "what it knew cannot be read. Pause it for a moment: it then begins anew.");
            }
        }
        for (String name : told) {
            troubles.end(connection, new TroubleStore.Place(feature.projectId(), feature.name(), name));
        }
    }
}
