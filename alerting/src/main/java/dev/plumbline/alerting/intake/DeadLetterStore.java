package dev.plumbline.alerting.intake;

import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Records that could not be read or stored, with the reason; the same record again is the same row. */
@Singleton
class DeadLetterStore {
    private static final int LONGEST_REASON = 500;

    private final DataSource database;

    DeadLetterStore(DataSource database) {
        this.database = database;
    }

    /** @param value the record as it came */
    record Letter(String topic, byte[] value, String reason) {}

    void store(List<Letter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(SignalSql.DEAD_LETTER)) {
            for (Letter letter : letters) {
                String reason = letter.reason().replace('\0', '\uFFFD');
                insert.setString(1, letter.topic());
                insert.setBytes(2, letter.value());
                insert.setString(3, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
