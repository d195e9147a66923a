package dev.plumbline.alerting.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.alert.Alert;
import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.audit.AuditStore;
import dev.plumbline.alerting.silence.Silence;
import dev.plumbline.alerting.silence.SilenceStore;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import javax.sql.DataSource;

/** Notifications, whether they are held back, and their delivery log. */
@Singleton
public class NotificationStore {
    private final DataSource database;
    private final AlertingConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final AuditStore audit;
    private final SilenceStore silences;
    private final AlertStore alerts;

    NotificationStore(
            DataSource database,
            AlertingConfig config,
            ObjectMapper json,
            Clock clock,
            AuditStore audit,
            SilenceStore silences,
            AlertStore alerts) {
        this.alerts = alerts;
        this.audit = audit;
        this.silences = silences;
        this.database = database;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /** A notification as it is shown beside its alert. */
    public record Sent(String id, String receiver, String state, Instant nextAt, List<LoggedAttempt> attempts) {}

    /** A line of the delivery log. @param reply the head of what the receiver answered */
    public record LoggedAttempt(
            Instant at,
            long millis,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable String reply) {}

    /**
     * Adds one notification per receiver about the alert's latest transition, in the caller's transaction. What a
     * receiver has not been told before about the same alert is superseded: it is told how things are now. Under a
     * silence they wait, but for an end whose beginning is known to the receiver.
     */
    public void enqueue(Connection connection, Alert alert) throws SQLException {
        try (PreparedStatement supersede = connection.prepareStatement(NotificationSql.SUPERSEDE)) {
            supersede.setLong(1, alert.id());
            supersede.setTimestamp(2, Timestamp.from(clock.instant()));
            supersede.executeUpdate();
        }
        OptionalInt silence = silence(connection, alert);
        String body = body(WebhookMessage.of(change(connection, alert), alert, config.consoleUrl(), clock.instant()));
        List<Integer> receivers = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(NotificationSql.RECEIVERS)) {
            ResultSet row = query.executeQuery();
            while (row.next()) {
                receivers.add(row.getInt(1));
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(NotificationSql.ENQUEUE)) {
            for (int receiver : receivers) {
                insert.setString(1, "msg_" + UUID.randomUUID());
                insert.setLong(2, alert.id());
                insert.setString(3, body);
                insert.setTimestamp(4, Timestamp.from(clock.instant()));
                insert.setObject(5, silence.isPresent() ? silence.getAsInt() : null, Types.INTEGER);
                insert.setBoolean(6, silence.isPresent());
                insert.setBoolean(7, alert.state().equals("resolved"));
                insert.setInt(8, receiver);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The silences that are active now. */
    List<Silence> silences() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return silences.active(connection);
        }
    }

    /** The oldest active silence that covers the alert. */
    private OptionalInt silence(Connection connection, Alert alert) throws SQLException {
        Instant now = clock.instant();
        return silences.active(connection).stream()
                .filter(silence -> silence.covers(alert, now))
                .mapToInt(Silence::id)
                .findFirst();
    }

    /** Tells what no silence holds back any more, if it still lasts and nobody has acknowledged it. */
    void release() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(NotificationSql.SILENCED);
                    PreparedStatement release = connection.prepareStatement(NotificationSql.RELEASE)) {
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    Alert alert = alerts.get(connection, row.getLong(1));
                    if (silence(connection, alert).isEmpty()) {
                        release.setTimestamp(1, Timestamp.from(clock.instant()));
                        release.setLong(2, alert.id());
                        release.executeUpdate();
                    }
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static String change(Connection connection, Alert alert) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NotificationSql.CHANGE)) {
            query.setLong(1, alert.id());
            ResultSet row = query.executeQuery();
            return row.next() ? row.getString(1) : "opened";
        }
    }

    private String body(WebhookMessage message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who was told about an alert, with every attempt. */
    public List<Sent> ofAlert(long alertId) throws SQLException {
        List<Sent> sent = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(NotificationSql.OF_ALERT)) {
            query.setLong(1, alertId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                String id = row.getString("id");
                sent.add(new Sent(
                        id,
                        row.getString("receiver"),
                        row.getString("state"),
                        row.getTimestamp("next_at").toInstant(),
                        attempts(connection, id)));
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
