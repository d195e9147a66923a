package dev.plumbline.alerting.absence;

import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.notify.NotificationStore;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Opens an alert when a score has stayed away and ends it when one comes; each silence is told once. */
@Singleton
class AbsenceStore {
    private static final String SILENT = """
            SELECT project_id, feature, name, seen_at FROM alert.score_seen
            WHERE raised_at IS NULL AND seen_at < ? ORDER BY seen_at LIMIT 10000
            """;

    private static final String ABSENT = """
            SELECT project_id, feature, name, seen_at, EXISTS (
                SELECT 1 FROM alert.score_seen AS other
                WHERE other.project_id = absent.project_id AND other.feature = absent.feature AND other.name <> absent.name
                  AND other.seen_at >= ?) AS others
            FROM alert.score_seen AS absent
            WHERE project_id = ? AND feature = ? AND name = ? AND seen_at < ? AND raised_at IS NULL
            FOR UPDATE OF absent SKIP LOCKED
            """;

    private static final String BACK = """
            SELECT project_id, feature, name, seen_at, true AS others
            FROM alert.score_seen WHERE raised_at IS NOT NULL AND seen_at > raised_at
            ORDER BY seen_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """;

    private static final String RAISE =
            "UPDATE alert.score_seen SET raised_at = ? WHERE project_id = ? AND feature = ? AND name = ?";

    private final DataSource database;
    private final AlertStore alerts;
    private final NotificationStore notifications;
    private final Clock clock;

    AbsenceStore(DataSource database, AlertStore alerts, NotificationStore notifications, Clock clock) {
        this.database = database;
        this.alerts = alerts;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Opens an alert for every score that is away for as long as its rule says, and is not paused. */
    void raise(Expectation expectation) throws SQLException {
        Instant now = clock.instant();
        for (Absent silent : silent(now.minus(expectation.shortest()))) {
            Optional<Expectation.Rule> rule =
                    expectation.of(silent.projectId(), silent.feature(), silent.score(), silent.seenAt(), now);
            if (rule.isPresent()) {
                Timestamp before = Timestamp.from(now.minus(rule.get().after()));
                one(
                        ABSENT,
                        List.of(before, silent.projectId(), silent.feature(), silent.score(), before),
                        (connection, absent) -> {
                            mark(connection, absent, Timestamp.from(now));
                            tell(connection, alerts.open(connection, absent.alert(rule.get(), now)));
                        });
            }
        }
    }

    private List<Absent> silent(Instant before) throws SQLException {
        List<Absent> all = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SILENT)) {
            query.setTimestamp(1, Timestamp.from(before));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                all.add(new Absent(
                        row.getInt("project_id"),
                        row.getString("feature"),
                        row.getString("name"),
                        row.getTimestamp("seen_at").toInstant(),
                        false));
            }
        }
        return all;
    }

    /** Ends the alerts of one score that has come back; false when there is none. */
    boolean endOne() throws SQLException {
        return one(BACK, List.of(), (connection, back) -> {
            mark(connection, back, null);
            for (String kind : List.of(Absent.NO_DATA, Absent.JUDGE_DOWN)) {
                tell(connection, alerts.resolve(connection, back.subject(kind), Absent.nano(back.seenAt()), null));
            }
        });
    }

    private interface Work {
        void run(Connection connection, Absent score) throws SQLException;
    }

    private boolean one(String sql, List<Object> values, Work work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.size(); i++) {
                    query.setObject(i + 1, values.get(i));
                }
                ResultSet row = query.executeQuery();
                boolean found = row.next();
                if (found) {
                    work.run(
                            connection,
                            new Absent(
                                    row.getInt("project_id"),
                                    row.getString("feature"),
                                    row.getString("name"),
                                    row.getTimestamp("seen_at").toInstant(),
                                    row.getBoolean("others")));
                }
                connection.commit();
                return found;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static void mark(Connection connection, Absent score, @Nullable Timestamp raisedAt) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RAISE)) {
            update.setTimestamp(1, raisedAt);
            update.setInt(2, score.projectId());
            update.setString(3, score.feature());
            update.setString(4, score.score());
            update.executeUpdate();
        }
    }

    private void tell(Connection connection, OptionalLong alert) throws SQLException {
        if (alert.isPresent()) {
            notifications.enqueue(connection, alerts.get(connection, alert.getAsLong()));
        }
    }
}
