package dev.plumbline.alerting.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.event.ScoreRecorded;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Scores as signals; the same score again is the same row. A score that was chosen by an always-score rule is kept, but
 * never counted: such requests are chosen because something is wrong with them, and their share says nothing about all.
 */
@Singleton
class SignalStore {
    private static final List<String> UNBIASED = List.of("all", "rate");
    private static final long NEVER_COUNTED = -1;
    private static final int LONGEST_SLICE = 100;
    private static final int LONGEST_SESSION = 200;

    private final DataSource database;
    private final ObjectMapper json;
    private final Clock clock;

    SignalStore(DataSource database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** Stores all or nothing. Scores without a verdict are no signals. Returns how many rows are new or changed. */
    int store(List<ScoreRecorded> scores) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int stored = signals(connection, scores);
                seen(connection, scores);
                connection.commit();
                return stored;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** What came, verdict or not; in one order, so that two batches never wait for each other in a circle. */
    private void seen(Connection connection, List<ScoreRecorded> scores) throws SQLException {
        TreeSet<Name> names = new TreeSet<>(Comparator.comparingInt(Name::projectId)
                .thenComparing(Name::feature)
                .thenComparing(Name::score));
        scores.forEach(score -> names.add(new Name(
                score.request().projectId(),
                score.origin().feature(),
                score.score().name())));
        try (PreparedStatement insert = connection.prepareStatement(SignalSql.SEEN)) {
            for (Name name : names) {
                insert.setInt(1, name.projectId());
                insert.setString(2, name.feature());
                insert.setString(3, name.score());
                insert.setTimestamp(4, Timestamp.from(clock.instant()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private record Name(int projectId, String feature, String score) {}

    private int signals(Connection connection, List<ScoreRecorded> scores) throws SQLException {
        int stored = 0;
        try (PreparedStatement signal = connection.prepareStatement(SignalSql.SIGNAL);
                PreparedStatement cycle = connection.prepareStatement(SignalSql.CYCLE)) {
            for (ScoreRecorded score : scores) {
                if (score.score().label().equals("abstain")) {
                    continue;
                }
                bind(signal, score);
                signal.addBatch();
                cycle.setInt(1, score.request().projectId());
                cycle.setString(2, score.origin().feature());
                cycle.addBatch();
            }
            for (int changed : signal.executeBatch()) {
                stored += changed;
            }
            cycle.executeBatch();
        }
        return stored;
    }

    private void bind(PreparedStatement signal, ScoreRecorded score) throws SQLException {
        signal.setInt(1, score.request().projectId());
        signal.setString(2, score.request().traceId());
        signal.setString(3, score.request().spanId());
        signal.setString(4, score.score().name());
        signal.setString(5, score.origin().feature());
        signal.setLong(6, score.atNano());
        signal.setBoolean(7, score.score().label().equals("fail"));
        signal.setString(8, slices(score));
        signal.setString(9, score.sampling().reason());
        signal.setDouble(10, score.sampling().probability());
        signal.setTimestamp(11, Timestamp.from(score.header().occurredAt()));
        signal.setTimestamp(12, Timestamp.from(clock.instant()));
        boolean counted = UNBIASED.contains(score.sampling().reason());
        signal.setObject(13, counted ? null : NEVER_COUNTED, Types.BIGINT);
        signal.setString(14, score.score().scorer());
        signal.setBoolean(15, !Boolean.FALSE.equals(score.score().mayGate()));
        signal.setString(16, session(score));
    }

    /** Text of senders; one that is too long to be a name is told apart by its beginning. */
    private static @Nullable String session(ScoreRecorded score) {
        String session = score.origin().sessionId();
        return session == null || session.isEmpty()
                ? null
                : session.substring(0, Math.min(session.length(), LONGEST_SESSION))
                        .replace('\0', '\uFFFD');
    }

    /** By what a rule slices: release, environment and the custom attributes; what is too long to be a name is none. */
    private String slices(ScoreRecorded score) {
        Map<String, String> slices = new TreeMap<>();
        score.attributes().forEach((attribute, value) -> put(slices, attribute, value));
        put(slices, "release", score.origin().release());
        put(slices, "environment", score.origin().environment());
        try {
            return json.writeValueAsString(slices);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON in PostgreSQL takes every character but NUL. */
    private static void put(Map<String, String> slices, String attribute, @Nullable String value) {
        if (value != null && !value.isEmpty() && attribute.length() + value.length() <= LONGEST_SLICE) {
            slices.put(attribute.replace('\0', '\uFFFD'), value.replace('\0', '\uFFFD'));
        }
    }
}
