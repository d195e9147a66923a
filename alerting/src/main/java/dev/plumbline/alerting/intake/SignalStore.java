package dev.plumbline.alerting.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.event.ScoreRecorded;
import jakarta.inject.Singleton;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Scores as signals; the same score again is the same row. */
@Singleton
class SignalStore {
    private final DataSource database;
    private final ObjectMapper json;

    SignalStore(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A record that could not be read. */
    record Unreadable(String topic, byte[] value, String reason) {}

    /**
     * The score, if it can be a signal.
     *
     * @throws IllegalArgumentException when a field is missing, or holds what the database's text cannot
     */
    static ScoreRecorded usable(ScoreRecorded score) {
        for (Object part : new Object[] {score.request(), score.origin(), score.score(), score.sampling()}) {
            if (part == null) {
                throw new IllegalArgumentException("request, origin, score or sampling is missing");
            }
        }
        for (String text : new String[] {
            score.request().traceId(),
            score.request().spanId(),
            score.origin().feature(),
            score.score().name(),
            score.score().label()
        }) {
            if (text == null || text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("traceId, spanId, feature, name or label is missing or holds NUL");
            }
        }
        if (score.attributes() == null) {
            throw new IllegalArgumentException("attributes is missing");
        }
        return score;
    }

    /**
     * Stores all or nothing. Scores without a verdict are no signals, nor are those that a rule always takes: it looks
     * where things are bad, so they would bias the share.
     */
    void store(List<ScoreRecorded> scores, List<Unreadable> unreadable) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                signals(connection, scores);
                deadLetters(connection, unreadable);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void signals(Connection connection, List<ScoreRecorded> scores) throws SQLException {
        try (PreparedStatement signal = connection.prepareStatement(SignalSql.SIGNAL);
                PreparedStatement cycle = connection.prepareStatement(SignalSql.CYCLE)) {
            for (ScoreRecorded score : scores) {
                if (!score.score().label().equals("pass")
                        && !score.score().label().equals("fail")) {
                    continue;
                }
                signal.setInt(1, score.request().projectId());
                signal.setString(2, score.request().traceId());
                signal.setString(3, score.request().spanId());
                signal.setString(4, score.score().name());
                signal.setString(5, score.origin().feature());
                signal.setLong(6, score.atNano());
                signal.setBoolean(7, score.score().label().equals("fail"));
                signal.setString(8, slices(score));
                signal.addBatch();
                cycle.setInt(1, score.request().projectId());
                cycle.setString(2, score.origin().feature());
                cycle.addBatch();
            }
            signal.executeBatch();
            cycle.executeBatch();
        }
    }

    private static void deadLetters(Connection connection, List<Unreadable> unreadable) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SignalSql.DEAD_LETTER)) {
            for (Unreadable record : unreadable) {
                insert.setString(1, record.topic());
                insert.setBytes(2, record.value());
                insert.setString(3, record.reason());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** By what a rule slices: release, environment and the custom attributes. */
    private String slices(ScoreRecorded score) {
        Map<String, String> slices = new TreeMap<>(score.attributes());
        if (score.origin().release() != null) {
            slices.put("release", score.origin().release());
        }
        if (score.origin().environment() != null) {
            slices.put("environment", score.origin().environment());
        }
        try {
            return json.writeValueAsString(slices).replace("\\u0000", "\uFFFD");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
