package dev.plumbline.alerting.forward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;

/** Which Alertmanagers are to be told again, and of what. A turn is taken in the database, so that two replicas take one. */
@Singleton
class ForwardStore {
    private static final Duration EVERY = Duration.ofMinutes(1);

    /** How long an end is told again; Alertmanager's clients do so for as long. */
    private static final Duration ENDED = Duration.ofMinutes(15);

    private static final String TAKE = """
            UPDATE alert.receiver SET beat_due_at = ? WHERE id = (
                SELECT id FROM alert.receiver
                WHERE encoding = 'alertmanager_api' AND removed_at IS NULL AND disabled_at IS NULL
                  AND (beat_due_at IS NULL OR beat_due_at <= ?)
                ORDER BY beat_due_at NULLS FIRST, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id
            """;

    /** What it was last told of each alert that lasts or has just ended. */
    private static final String TOLD = """
            SELECT DISTINCT ON (alert.id) notification.body
            FROM alert.notification JOIN alert.alert ON alert.id = notification.alert_id
            WHERE receiver_id = ? AND notification.state = 'delivered'
              AND (alert.state = 'firing' OR alert.resolved_at > ?)
            ORDER BY alert.id, notification.seq DESC
            """;

    private static final String ENDED_SO = "UPDATE alert.receiver SET beat_at = ?, beat_error = ? WHERE id = ?";

    private final DataSource database;
    private final ObjectMapper json;
    private final Clock clock;

    ForwardStore(DataSource database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** The Alertmanager that has waited longest, if its minute is over. */
    OptionalInt take() throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection();
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setTimestamp(1, Timestamp.from(now.plus(EVERY)));
            take.setTimestamp(2, Timestamp.from(now));
            ResultSet row = take.executeQuery();
            return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
        }
    }

    List<JsonNode> told(int receiver) throws SQLException {
        List<JsonNode> messages = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(TOLD)) {
            query.setInt(1, receiver);
            query.setTimestamp(2, Timestamp.from(clock.instant().minus(ENDED)));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                messages.add(json.readTree(row.getString(1)));
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }

    /** @param error null when it was taken */
    void ended(int receiver, @Nullable String error) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(ENDED_SO)) {
            update.setTimestamp(1, Timestamp.from(clock.instant()));
            update.setString(2, error);
            update.setInt(3, receiver);
            update.executeUpdate();
        }
    }
}
