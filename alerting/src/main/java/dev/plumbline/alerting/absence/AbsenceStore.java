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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Opens an alert when a score has stayed away and ends it when one comes; each silence is told once. */
@Singleton
class AbsenceStore {
    private static final String ABSENT = """
            SELECT project_id, feature, name, seen_at, EXISTS (
                SELECT 1 FROM alert.score_seen AS other
                WHERE other.project_id = absent.project_id AND other.feature = absent.feature AND other.name <> absent.name
                  AND other.seen_at >= ?) AS others
            FROM alert.score_seen AS absent WHERE seen_at < ? AND raised_at IS NULL
            ORDER BY seen_at LIMIT 1 FOR UPDATE OF absent SKIP LOCKED
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

    /** Opens one alert; false when no score is away for so long. */
    boolean raiseOne(Duration after) throws SQLException {
        Instant now = clock.instant();
        Timestamp before = Timestamp.from(now.minus(after));
        return one(ABSENT, List.of(before, before), (connection, absent) -> {
            mark(connection, absent, Timestamp.from(now));
            tell(connection, alerts.open(connection, absent.alert(after, now)));
        });
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

    private boolean one(String sql, List<Timestamp> moments, Work work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                for (int i = 0; i < moments.size(); i++) {
                    query.setTimestamp(i + 1, moments.get(i));
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
