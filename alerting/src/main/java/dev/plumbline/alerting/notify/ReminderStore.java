package dev.plumbline.alerting.notify;

import dev.plumbline.alerting.alert.AlertStore;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Alerts that are due to be told again. An acknowledgement lasts as long as the alert. */
@Singleton
class ReminderStore {
    private static final String TAKE = """
            UPDATE alert.alert SET told_at = ? WHERE id = (
                SELECT id FROM alert.alert
                WHERE state = 'firing' AND acknowledged_at IS NULL
                  AND (snoozed_until > told_at AND snoozed_until <= ?
                       OR severity = 'page' AND told_at <= ? AND (snoozed_until IS NULL OR snoozed_until <= ?))
                ORDER BY told_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id
            """;

    private final DataSource database;
    private final AlertStore alerts;
    private final NotificationStore notifications;
    private final Clock clock;

    ReminderStore(DataSource database, AlertStore alerts, NotificationStore notifications, Clock clock) {
        this.database = database;
        this.alerts = alerts;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Tells again of the alert that has waited longest; false when none is due. */
    boolean remindOne(Duration every) throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement take = connection.prepareStatement(TAKE)) {
                take.setTimestamp(1, Timestamp.from(now));
                take.setTimestamp(2, Timestamp.from(now));
                take.setTimestamp(3, Timestamp.from(now.minus(every)));
                take.setTimestamp(4, Timestamp.from(now));
                ResultSet row = take.executeQuery();
                boolean due = row.next();
                if (due) {
                    long id = row.getLong(1);
                    List<Recipient> told = notifications.repeatDue(connection, alerts.get(connection, id));
                    if (!told.isEmpty()) {
                        alerts.transition(connection, id, "repeated", "plumbline", null);
                        notifications.enqueue(connection, alerts.get(connection, id), told);
                    }
                }
                connection.commit();
                return due;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }
}
