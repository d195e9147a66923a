package dev.plumbline.drift.finding;

import dev.plumbline.drift.feature.FeatureKey;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Which release, prompt or model came when a finding began, in the caller's transaction. */
@Singleton
public class ArrivalStore {

    /** The first of all is no arrival: the feature began with it. */
    private static final String ARRIVED = """
            WITH version AS (
                SELECT what, value, min(start_nano) AS first_nano, count(*) FILTER (WHERE start_nano <= ?) AS sessions
                FROM drift.observation,
                    LATERAL (VALUES ('release', release), ('prompt', prompt), ('model', answering_model))
                        AS had (what, value)
                WHERE project_id = ? AND feature = ? AND value IS NOT NULL
                GROUP BY what, value)
            SELECT what, value, first_nano, sessions FROM version
            WHERE first_nano BETWEEN ? AND ?
              AND first_nano > (SELECT min(first_nano) FROM version AS first WHERE first.what = version.what)
            ORDER BY first_nano, what DESC, value LIMIT 5
            """;

    private static final String INSERT = """
            INSERT INTO drift.arrival (finding_id, what, value, first_nano, sessions) VALUES (?, ?, ?, ?, ?)
            """;
    private static final String OF_FINDING = """
            SELECT what, value, first_nano, sessions FROM drift.arrival WHERE finding_id = ?
            ORDER BY first_nano, what DESC, value
            """;

    List<Arrival> arrived(Connection connection, FeatureKey key, Arrival.Range range) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ARRIVED)) {
            query.setLong(1, range.untilNano());
            query.setInt(2, key.projectId());
            query.setString(3, key.feature());
            query.setLong(4, range.fromNano());
            query.setLong(5, range.untilNano());
            return arrivals(query);
        }
    }

    void keep(Connection connection, String findingId, List<Arrival> arrivals) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Arrival arrival : arrivals) {
                insert.setString(1, findingId);
                insert.setString(2, arrival.what());
                insert.setString(3, arrival.value());
                insert.setLong(4, arrival.firstNano());
                insert.setInt(5, arrival.sessions());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** What came when a finding began, the first first. */
    public List<Arrival> of(Connection connection, String findingId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OF_FINDING)) {
            query.setString(1, findingId);
            return arrivals(query);
        }
    }

    private static List<Arrival> arrivals(PreparedStatement query) throws SQLException {
        List<Arrival> arrivals = new ArrayList<>();
        ResultSet row = query.executeQuery();
        while (row.next()) {
            arrivals.add(new Arrival(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4)));
        }
        return arrivals;
    }
}
