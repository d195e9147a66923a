package dev.plumbline.evaluator.deadletter;

import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Keeps what could not be used, in the transaction of the batch it came with. */
@Singleton
public class DeadLetterStore {
    private static final String ADD = """
            INSERT INTO eval.dead_letter (topic, partition, position, key, value, reason, received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;
    private static final String SWEEP = "DELETE FROM eval.dead_letter WHERE received_at < ?";

    public void write(Connection connection, List<DeadLetter> letters, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            for (DeadLetter letter : letters) {
                insert.setString(1, letter.record().topic());
                insert.setInt(2, letter.record().partition());
                insert.setLong(3, letter.record().offset());
                insert.setBytes(4, letter.record().key());
                insert.setBytes(5, letter.record().value());
                insert.setString(6, letter.reason());
                insert.setObject(7, now.atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Forgets what was received before a moment. */
    public int sweep(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(SWEEP)) {
            delete.setObject(1, before.atOffset(ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }
}
