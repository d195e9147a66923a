package dev.plumbline.alerting.notify;

import dev.plumbline.alerting.audit.AuditStore;
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
import javax.sql.DataSource;

/** Who was told what, when, and how they answered. */
@Singleton
public class DeliveryLogStore {
    private final DataSource database;
    private final AuditStore audit;
    private final Clock clock;

    DeliveryLogStore(DataSource database, AuditStore audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A notification as it is shown beside its alert.
     *
     * @param heldBy {@code silence}, {@code inhibited} or {@code muted} while it waits; null otherwise
     * @param carriedBy id of the notification of its group whose message it went with, and whose attempts are shown; null
     *     when it goes by itself
     */
    public record Sent(
            String id,
            String receiver,
            String state,
            Instant nextAt,
            @Nullable String heldBy,
            @Nullable String carriedBy,
            List<LoggedAttempt> attempts) {}

    /** A line of the delivery log. @param reply the head of what the receiver answered */
    public record LoggedAttempt(
            Instant at,
            long millis,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable String reply) {}

    /** Who was told about an alert, with every attempt. */
    public List<Sent> ofAlert(long alertId) throws SQLException {
        List<Sent> sent = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(NotificationSql.OF_ALERT)) {
            query.setLong(1, alertId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                String id = row.getString("id");
                String carrier = row.getString("carrier_id");
                sent.add(new Sent(
                        id,
                        row.getString("receiver"),
                        row.getString("state"),
                        row.getTimestamp("next_at").toInstant(),
                        row.getString("held_by"),
                        carrier,
                        attempts(connection, carrier == null ? id : carrier)));
            }
        }
        return sent;
    }

    private static List<LoggedAttempt> attempts(Connection connection, String id) throws SQLException {
        List<LoggedAttempt> attempts = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(NotificationSql.ATTEMPTS)) {
            query.setString(1, id);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                attempts.add(new LoggedAttempt(
                        row.getTimestamp("at").toInstant(),
                        row.getLong("millis"),
                        row.getObject("status", Integer.class),
                        row.getString("error"),
                        row.getString("reply")));
            }
        }
        return attempts;
    }

    /** Sends an ended notification again; false when there is none, it is still on its way or was superseded. */
    public boolean redeliver(String id, String actor) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement(NotificationSql.REDELIVER)) {
                update.setTimestamp(1, Timestamp.from(clock.instant()));
                update.setString(2, id);
                boolean found = update.executeUpdate() == 1;
                if (found) {
                    audit.write(connection, new AuditStore.Entry(actor, "redeliver", "notification/" + id, null, null));
                }
                connection.commit();
                return found;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }
}
