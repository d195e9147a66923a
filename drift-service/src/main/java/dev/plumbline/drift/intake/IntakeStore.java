package dev.plumbline.drift.intake;

import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.drift.session.SessionKey;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Stores what a batch of the bus gave, in one transaction. */
@Singleton
public class IntakeStore {
    private static final HexFormat HEX = HexFormat.of();

    private static final String INPUT = """
            INSERT INTO drift.input (project_id, trace_id, span_id, version, feature, session, start_nano, received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (project_id, trace_id, span_id) DO UPDATE
            SET version = excluded.version, feature = excluded.feature, session = excluded.session,
                start_nano = excluded.start_nano
            WHERE excluded.version > input.version AND input.fate IS NULL
            """;
    private static final String FEATURE = """
            INSERT INTO drift.feature (project_id, feature, due_at)
            VALUES (?, ?, ?)
            ON CONFLICT (project_id, feature) DO UPDATE SET due_at = least(feature.due_at, excluded.due_at)
            """;
    private static final String DEAD_LETTER = """
            INSERT INTO drift.dead_letter (topic, partition, position, key, value, reason, received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;
    private static final String SWEEP_INPUT = "DELETE FROM drift.input WHERE received_at < ? AND fate IS NOT NULL";
    private static final String SWEEP_DEAD = "DELETE FROM drift.dead_letter WHERE received_at < ?";

    private final DataSource database;

    public IntakeStore(DataSource database) {
        this.database = database;
    }

    /** A record that could not be used. */
    record DeadLetter(BusRecord record, String reason) {}

    /**
     * @param now wall clock
     * @param settle how long after it the features are looked at
     */
    public record Moment(Instant now, Duration settle) {}

    /**
     * A request that is known is not stored again; a higher version replaces a lower one until its session is read.
     *
     * @return how many events changed something
     */
    int store(List<RequestSettled> events, List<DeadLetter> letters, Moment moment) {
        return Sql.transaction(database, connection -> {
            write(connection, letters, moment.now());
            return write(connection, events, moment);
        });
    }

    /** The same, of events alone. */
    public int store(List<RequestSettled> events, Moment moment) {
        return store(events, List.of(), moment);
    }

    /** Forgets what was received before a moment and has come to its end. */
    public int sweep(Instant before) {
        return Sql.transaction(database, connection -> {
            int swept = 0;
            for (String sql : List.of(SWEEP_INPUT, SWEEP_DEAD)) {
                try (PreparedStatement delete = connection.prepareStatement(sql)) {
                    delete.setObject(1, before.atOffset(ZoneOffset.UTC));
                    swept += delete.executeUpdate();
                }
            }
            return swept;
        });
    }

    private static int write(Connection connection, List<RequestSettled> events, Moment moment) throws SQLException {
        features(connection, events, moment.now().plus(moment.settle()));
        try (PreparedStatement insert = connection.prepareStatement(INPUT)) {
            for (RequestSettled event : events) {
                RequestRef request = event.request();
                insert.setInt(1, request.projectId());
                insert.setBytes(2, HEX.parseHex(request.traceId()));
                insert.setBytes(3, HEX.parseHex(request.spanId()));
                insert.setInt(4, event.version());
                insert.setString(5, event.origin().feature());
                insert.setBytes(
                        6, HEX.parseHex(SessionKey.of(request, event.origin()).digest()));
                insert.setLong(7, event.timing().startNano());
                insert.setObject(8, moment.now().atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            return (int) Arrays.stream(insert.executeBatch())
                    .filter(changed -> changed == 1 || changed == Statement.SUCCESS_NO_INFO)
                    .count();
        }
    }

    /** In one order, so that two batches never wait for each other. First of all, so that no cycle misses the rows. */
    private static void features(Connection connection, List<RequestSettled> events, Instant due) throws SQLException {
        record Feature(int projectId, String name) {}
        TreeSet<Feature> features =
                new TreeSet<>(Comparator.comparing(Feature::projectId).thenComparing(Feature::name));
        events.forEach(event -> features.add(
                new Feature(event.request().projectId(), event.origin().feature())));
        try (PreparedStatement upsert = connection.prepareStatement(FEATURE)) {
            for (Feature feature : features) {
                upsert.setInt(1, feature.projectId());
                upsert.setString(2, feature.name());
                upsert.setObject(3, due.atOffset(ZoneOffset.UTC));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static void write(Connection connection, List<DeadLetter> letters, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(DEAD_LETTER)) {
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
}
