package dev.plumbline.bench.alerting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What alerting has stored, and scores that come all at once. */
final class RulesStore {
    private final DataSource database;

    RulesStore(DataSource database) {
        this.database = database;
    }

    long openAlerts() throws SQLException {
        return number("SELECT count(*) FROM alert.alert WHERE state = 'firing'");
    }

    /** Scores that no rule has counted yet. */
    long uncounted() throws SQLException {
        return number("SELECT count(*) FROM alert.signal WHERE step IS NULL");
    }

    long scores() throws SQLException {
        return number("SELECT count(*) FROM alert.signal");
    }

    /** Features whose rules have come less far than a step. */
    long behind(long step) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT count(*) FROM alert.feature_cycle WHERE next_step <= ?")) {
            query.setLong(1, step);
            ResultSet row = query.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** Gives every feature ten scores of one moment, and one of another, in one transaction. */
    void store(long atNano, long laterNano) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO alert.signal (project_id, trace_id, span_id, name, feature, at_nano, bad, slices,
                                                  scorer, received_at, scored_at)
                        SELECT DISTINCT ON (feature, drawn.i) project_id, md5(feature || ?::text || drawn.i), span_id, name,
                               feature, CASE WHEN drawn.i = 0 THEN ? ELSE ? END, false, slices, scorer, now(), now()
                        FROM alert.signal, generate_series(0, 10) AS drawn (i)
                        ORDER BY feature, drawn.i, at_nano
                        """)) {
            insert.setLong(1, atNano);
            insert.setLong(2, laterNano);
            insert.setLong(3, atNano);
            insert.executeUpdate();
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            ResultSet row = query.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
