package dev.plumbline.alerting.upkeep;

import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Removes what is old, in portions that hold no lock for long, and counts what is open. */
@Singleton
class UpkeepStore {
    private static final List<String> REMOVALS = List.of("""
            DELETE FROM alert.signal WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM alert.signal WHERE received_at < ? LIMIT 5000))
            """, """
            DELETE FROM alert.dead_letter WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM alert.dead_letter WHERE at < ? LIMIT 5000))
            """, """
            DELETE FROM alert.drift_event WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM alert.drift_event WHERE received_at < ? LIMIT 5000))
            """, """
            DELETE FROM alert.notification_group WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM alert.notification_group WHERE due_at IS NULL AND flushed_at < ? LIMIT 5000))
            """, """
            DELETE FROM alert.score_seen WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM alert.score_seen WHERE seen_at < ? LIMIT 5000))
            """);

    private static final String OPEN = """
            SELECT (SELECT count(*) FROM alert.alert WHERE state = 'firing') AS open,
                   (SELECT count(*) FROM alert.notification WHERE state = 'pending') AS undelivered
            """;

    private final DataSource database;

    UpkeepStore(DataSource database) {
        this.database = database;
    }

    /** How things stand. */
    record Standing(long open, long undelivered) {}

    /** Removes rows older than a moment; false when there are more. */
    boolean remove(Instant before) throws SQLException {
        boolean done = true;
        try (Connection connection = database.getConnection()) {
            for (String removal : REMOVALS) {
                try (PreparedStatement delete = connection.prepareStatement(removal)) {
                    delete.setTimestamp(1, Timestamp.from(before));
                    done &= delete.executeUpdate() == 0;
                }
            }
        }
        return done;
    }

    Standing standing() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(OPEN)) {
            ResultSet row = query.executeQuery();
            row.next();
            return new Standing(row.getLong("open"), row.getLong("undelivered"));
        }
    }
}
