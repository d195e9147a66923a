package dev.plumbline.alerting.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.alert.Alert;
import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.receiver.ReceiverStore;
import dev.plumbline.alerting.silence.Silence;
import dev.plumbline.alerting.silence.SilenceStore;
import jakarta.inject.Singleton;

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
import java.util.OptionalInt;
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
    private final ReceiverStore receivers;

    NotificationStore(
            DataSource database,
            AlertingConfig config,
            ObjectMapper json,
            Clock clock,
            SilenceStore silences,
            AlertStore alerts,
            ReceiverStore receivers) {
        this.alerts = alerts;
        this.receivers = receivers;
        this.silences = silences;
        this.database = database;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Adds one notification about the alert's latest transition per receiver that it concerns, in the caller's
     * transaction. What a receiver has not been told before about the same alert is superseded: it is told how things
     * are now. Under a silence they wait, but for an end whose beginning is known to the receiver.
     */
    public void enqueue(Connection connection, Alert alert) throws SQLException {
        try (PreparedStatement supersede = connection.prepareStatement(NotificationSql.SUPERSEDE)) {
            supersede.setLong(1, alert.id());
            supersede.setTimestamp(2, Timestamp.from(clock.instant()));
            supersede.executeUpdate();
        }
        OptionalInt silence = silence(connection, alert);
        String body = body(WebhookMessage.of(change(connection, alert), alert, config.consoleUrl(), clock.instant()));
        try (PreparedStatement insert = connection.prepareStatement(NotificationSql.ENQUEUE)) {
            for (int receiver : receivers.concerned(connection, alert)) {
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
}
