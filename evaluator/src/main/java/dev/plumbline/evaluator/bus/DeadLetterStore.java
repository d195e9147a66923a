package dev.plumbline.evaluator.bus;

import dev.plumbline.tracestore.database.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** Keeps what could not be used, and counts it: {@code plumbline.intake.records} with the end {@code dead}. */
@Singleton
public class DeadLetterStore {
    private static final String ADD = """
            INSERT INTO eval.dead_letter (topic, partition, position, key, value, reason, received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;
    private static final String SWEEP = "DELETE FROM eval.dead_letter WHERE received_at < ?";

    private final DataSource database;
    private final Clock clock;
    private final MeterRegistry metrics;

    DeadLetterStore(DataSource database, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
    }

    void keep(List<DeadLetter> letters) {
        Sql.commit(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
                for (DeadLetter letter : letters) {
                    insert.setString(1, letter.record().topic());
                    insert.setInt(2, letter.record().partition());
                    insert.setLong(3, letter.record().offset());
                    insert.setBytes(4, letter.record().key());
                    insert.setBytes(5, letter.record().value());
                    insert.setString(6, letter.reason());
                    insert.setObject(7, clock.instant().atOffset(ZoneOffset.UTC));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
        metrics.counter("plumbline.intake.records", "end", "dead").increment(letters.size());
    }

    /** Forgets what was received before a moment. */
    public void sweep(Instant before) {
        Sql.commit(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(SWEEP)) {
                delete.setObject(1, before.atOffset(ZoneOffset.UTC));
                delete.executeUpdate();
            }
        });
    }
}
