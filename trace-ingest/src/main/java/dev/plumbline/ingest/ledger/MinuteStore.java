package dev.plumbline.ingest.ledger;

import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The ledger by minute. */
@Singleton
class MinuteStore {
    private static final String MINUTES = """
            SELECT minute, signal, sum(received) AS received, sum(stored) AS stored, sum(duplicate) AS duplicate,
                   sum(rejected) AS rejected, sum(dropped) AS dropped, sum(conflicting) AS conflicting
            FROM trace.ledger
            WHERE project_id = ? AND minute >= ?::timestamptz AND minute < ?::timestamptz
            GROUP BY minute, signal ORDER BY minute, signal
            """;

    private static final String REASONS = """
            SELECT minute, signal, reason, sum(items) AS items FROM trace.loss
            WHERE project_id = ? AND minute >= ?::timestamptz AND minute < ?::timestamptz
            GROUP BY minute, signal, reason ORDER BY minute, signal, reason
            """;

    private final DataSource database;

    MinuteStore(DataSource database) {
        this.database = database;
    }

    /**
     * One minute of one signal; {@code received = stored + duplicate + rejected + dropped}.
     *
     * @param reasons of what was rejected or dropped, with how many items each
     */
    record Minute(
            String minute,
            String signal,
            long received,
            Kept kept,
            long rejected,
            long dropped,
            Map<String, Long> reasons) {}

    /**
     * What is in the store: new, or there already.
     *
     * @param conflicting what had the ids of another span and said something else; counted in the others as well
     */
    record Kept(long stored, long duplicate, long conflicting) {}

    private record Key(String minute, String signal) {}

    List<Minute> minutes(int projectId, Instant from, Instant to) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(MINUTES)) {
            Map<Key, Map<String, Long>> reasons = reasons(connection, projectId, from, to);
            List<Minute> minutes = new ArrayList<>();
            ResultSet row = rows(query, projectId, from, to);
            while (row.next()) {
                Key key = key(row);
                minutes.add(new Minute(
                        key.minute(),
                        key.signal(),
                        row.getLong("received"),
                        new Kept(row.getLong("stored"), row.getLong("duplicate"), row.getLong("conflicting")),
                        row.getLong("rejected"),
                        row.getLong("dropped"),
                        reasons.getOrDefault(key, Map.of())));
            }
            return minutes;
        }
    }

    private static Map<Key, Map<String, Long>> reasons(Connection connection, int projectId, Instant from, Instant to)
            throws SQLException {
        Map<Key, Map<String, Long>> reasons = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(REASONS)) {
            ResultSet row = rows(query, projectId, from, to);
            while (row.next()) {
                reasons.computeIfAbsent(key(row), none -> new LinkedHashMap<>())
                        .put(row.getString("reason"), row.getLong("items"));
            }
        }
        return reasons;
    }

    private static ResultSet rows(PreparedStatement query, int projectId, Instant from, Instant to)
            throws SQLException {
        query.setInt(1, projectId);
        query.setString(2, from.toString());
        query.setString(3, to.toString());
        return query.executeQuery();
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getTimestamp("minute").toInstant().toString(), row.getString("signal"));
    }
}
