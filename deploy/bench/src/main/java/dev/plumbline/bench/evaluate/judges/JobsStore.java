package dev.plumbline.bench.evaluate.judges;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** What became of the judge's jobs, and what alerting made of it. */
final class JobsStore {
    private final DataSource database;

    JobsStore(DataSource database) {
        this.database = database;
    }

    /** How many judge's jobs had each end; of those without one, {@code open}. */
    Map<String, Long> ends() throws SQLException {
        Map<String, Long> ends = new TreeMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT concat_ws(': ', state, end_reason) AS came_to, count(*) AS n
                        FROM eval.job WHERE kind = 'judge' GROUP BY 1
                        """)) {
            ResultSet row = query.executeQuery();
            while (row.next()) {
                ends.put(row.getString("came_to"), row.getLong("n"));
            }
        }
        return ends;
    }

    long jobs() throws SQLException {
        return number("SELECT count(*) FROM eval.job WHERE kind = 'judge'");
    }

    long open() throws SQLException {
        return number("SELECT count(*) FROM eval.job WHERE kind = 'judge' AND state = 'open'");
    }

    /** Leases after the first that ran out or came to nothing. */
    long leasesLost() throws SQLException {
        return number("SELECT coalesce(sum(attempts - 1), 0) FROM eval.job WHERE kind = 'judge' AND attempts > 1");
    }

    /** Scores of the judge that are failures. */
    long failures() throws SQLException {
        return number("SELECT count(*) FROM eval.score WHERE scorer LIKE 'judge:%' AND label = 'fail'");
    }

    long scores() throws SQLException {
        return number("SELECT count(*) FROM eval.score WHERE scorer LIKE 'judge:%'");
    }

    /** Tokens that the budget has counted. */
    long tokens() throws SQLException {
        return number("SELECT coalesce(sum(tokens), 0) FROM eval.judge_spend");
    }

    /** Alerts of any kind, open or over, about a score. */
    long alerts(String score) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT count(*) FROM alert.alert WHERE subject = ? OR statement LIKE '%' || ? || '%'")) {
            query.setString(1, score);
            query.setString(2, score);
            ResultSet row = query.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** The step that alerting judges next; 0 before it has judged any. */
    long nextStep() throws SQLException {
        return number("SELECT coalesce(min(next_step), 0) FROM alert.feature_cycle");
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
