package dev.plumbline.alerting.heartbeat;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.OptionalInt;
import javax.sql.DataSource;

/** Which heartbeats are due. A beat is taken in the database, so that two replicas send one. */
@Singleton
class HeartbeatStore {
    private static final String TAKE = """
            UPDATE alert.receiver SET beat_due_at = ?::timestamptz + heartbeat_seconds * interval '1 s' WHERE id = (
                SELECT id FROM alert.receiver
                WHERE heartbeat_seconds IS NOT NULL AND removed_at IS NULL AND disabled_at IS NULL
                  AND (beat_due_at IS NULL OR beat_due_at <= ?)
                ORDER BY beat_due_at NULLS FIRST, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id
            """;
    private static final String ENDED = "UPDATE alert.receiver SET beat_at = ?, beat_error = ? WHERE id = ?";
    private static final String STANDING = """
            SELECT (SELECT count(*) FROM alert.alert WHERE state = 'firing') AS open,
                   (SELECT count(*) FROM alert.notification WHERE state = 'pending') AS undelivered,
                   (SELECT count(*) FROM alert.receiver WHERE disabled_at IS NOT NULL AND removed_at IS NULL) AS disabled
            """;

    private final DataSource database;
    private final Clock clock;

    HeartbeatStore(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * How things stand, for whoever reads a beat.
     *
     * @param open alerts that fire
     * @param undelivered notifications on their way
     * @param disabledReceivers that answered 410
     */
    record Standing(long open, long undelivered, long disabledReceivers) {}

    /** The receiver whose beat is due longest; it is not due again before its interval is over. */
    OptionalInt take() throws SQLException {
        Timestamp now = Timestamp.from(clock.instant());
        try (Connection connection = database.getConnection();
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setTimestamp(1, now);
            take.setTimestamp(2, now);
            ResultSet row = take.executeQuery();
            return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
        }
    }

    Standing standing() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(STANDING)) {
            ResultSet row = query.executeQuery();
            row.next();
            return new Standing(row.getLong("open"), row.getLong("undelivered"), row.getLong("disabled"));
        }
    }

    /** @param error null when it arrived */
    void ended(int receiver, @Nullable String error) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(ENDED)) {
            update.setTimestamp(1, Timestamp.from(clock.instant()));
            update.setString(2, error);
            update.setInt(3, receiver);
            update.executeUpdate();
        }
    }
}
