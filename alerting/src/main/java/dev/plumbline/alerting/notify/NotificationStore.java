package dev.plumbline.alerting.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.alert.Alert;
import dev.plumbline.alerting.alert.AlertStore;
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
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Notifications, and whether they are held back. */
@Singleton
public class NotificationStore {
    private final DataSource database;
    private final AlertingConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final SilenceStore silences;
    private final AlertStore alerts;
    private final RecipientStore recipients;

    NotificationStore(
            DataSource database,
            AlertingConfig config,
            ObjectMapper json,
            Clock clock,
            SilenceStore silences,
            AlertStore alerts,
            RecipientStore recipients) {
        this.alerts = alerts;
        this.recipients = recipients;
        this.silences = silences;
        this.database = database;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Adds one notification about the alert's latest transition per receiver that it concerns, in the caller's
     * transaction. What a receiver has not been told before about the same alert is superseded: it is told how things
     * are now. What is held back waits, but for an end whose beginning is known to the receiver.
     */
    public void enqueue(Connection connection, Alert alert) throws SQLException {
        enqueue(connection, alert, recipients.of(connection, alert));
    }

    /** Those whom it is time to tell again of an alert that lasts. */
    List<Recipient> repeatDue(Connection connection, Alert alert) throws SQLException {
        Instant now = clock.instant();
        boolean snoozeIsOver = alert.times().snoozedUntil() != null;
        return recipients.of(connection, alert).stream()
                .filter(recipient -> snoozeIsOver || recipient.isRepeatDue(now))
                .toList();
    }

    void enqueue(Connection connection, Alert alert, List<Recipient> told) throws SQLException {
        try (PreparedStatement supersede = connection.prepareStatement(NotificationSql.SUPERSEDE)) {
            supersede.setLong(1, alert.id());
            supersede.setTimestamp(2, Timestamp.from(clock.instant()));
            supersede.executeUpdate();
        }
        String body = body(WebhookMessage.of(change(connection, alert), alert, config.consoleUrl(), clock.instant()));
        try (PreparedStatement insert = connection.prepareStatement(NotificationSql.ENQUEUE)) {
            for (Recipient recipient : told) {
                Recipient.Held held = held(connection, alert, recipient);
                Recipient.Group group = recipient.group();
                insert.setString(1, "msg_" + UUID.randomUUID());
                insert.setLong(2, alert.id());
                insert.setInt(3, recipient.receiverId());
                insert.setString(4, body);
                insert.setTimestamp(5, held != null || group == null ? now() : due(connection, recipient, group));
                insert.setObject(6, held == null ? null : held.silenceId(), Types.INTEGER);
                insert.setString(7, held == null ? null : held.by());
                insert.setString(8, group == null ? null : group.key());
                insert.executeUpdate();
            }
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Recipient.@Nullable Held held(Connection connection, Alert alert, Recipient recipient)
            throws SQLException {
        if (recipient.held() == null || !alert.state().equals("resolved")) {
            return recipient.held();
        }
        try (PreparedStatement query = connection.prepareStatement(NotificationSql.TOLD)) {
            query.setLong(1, alert.id());
            query.setInt(2, recipient.receiverId());
            return query.executeQuery().next() ? null : recipient.held();
        }
    }

    private Timestamp due(Connection connection, Recipient recipient, Recipient.Group group) throws SQLException {
        try (PreparedStatement due = connection.prepareStatement(NotificationSql.GROUP_DUE)) {
            due.setInt(1, recipient.receiverId());
            due.setString(2, group.key());
            due.setTimestamp(3, now());
            due.setLong(4, group.hold().toMillis());
            due.setLong(5, group.interval().toMillis());
            due.setTimestamp(6, now());
            due.setLong(7, group.interval().toMillis());
            due.setTimestamp(8, now());
            ResultSet row = due.executeQuery();
            row.next();
            return row.getTimestamp(1);
        }
    }

    /** The silences that are active now. */
    List<Silence> silences() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return silences.active(connection);
        }
    }

    /** Tells what nothing holds back any more, if it still lasts and nobody has acknowledged it. */
    void release() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(NotificationSql.SILENCED);
                    PreparedStatement release = connection.prepareStatement(NotificationSql.RELEASE)) {
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    Alert alert = alerts.get(connection, row.getLong(1));
                    for (Recipient recipient : recipients.of(connection, alert)) {
                        if (recipient.held() == null) {
                            release.setTimestamp(1, now());
                            release.setLong(2, alert.id());
                            release.setInt(3, recipient.receiverId());
                            release.executeUpdate();
                        }
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
}
