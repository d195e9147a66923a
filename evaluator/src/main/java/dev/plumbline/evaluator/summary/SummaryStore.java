package dev.plumbline.evaluator.summary;

import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.query.DimensionSql;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Sums scores up in the database: first by session, then over sessions. */
@Singleton
class SummaryStore {
    private static final String SUMMARY = """
            WITH picked AS (
                SELECT name, scorer, %s AS slice, (at_nano - ?) / ? AS bucket,
                       coalesce(session_id, encode(trace_id, 'hex')) AS session, label, 1 / probability AS w,
                       reason LIKE 'rule:%%' AS ruled
                FROM eval.score
                WHERE project_id = ? AND at_nano >= ? AND at_nano < ? AND (?::text IS NULL OR feature = ?)),
            sessions AS (
                SELECT name, scorer, slice, bucket, session,
                       count(*) FILTER (WHERE NOT ruled AND label = 'pass') AS pass,
                       count(*) FILTER (WHERE NOT ruled AND label = 'fail') AS fail,
                       count(*) FILTER (WHERE NOT ruled AND label = 'abstain') AS abstain,
                       count(*) FILTER (WHERE ruled) AS ruled,
                       coalesce(sum(w) FILTER (WHERE NOT ruled AND label = 'fail'), 0) AS a,
                       coalesce(sum(w) FILTER (WHERE NOT ruled AND label <> 'abstain'), 0) AS b,
                       coalesce(sum(w * w) FILTER (WHERE NOT ruled AND label <> 'abstain'), 0) AS w2
                FROM picked
                GROUP BY name, scorer, slice, bucket, session)
            SELECT name, scorer, slice, bucket, sum(pass) AS pass, sum(fail) AS fail, sum(abstain) AS abstain,
                   sum(ruled) AS ruled, count(*) FILTER (WHERE b > 0) AS clusters, sum(b) AS w, sum(a) AS w_fail,
                   sum(w2) AS w2, sum(b * b) AS b2, sum(a * a) AS a2, sum(a * b) AS ab
            FROM sessions
            GROUP BY name, scorer, slice, bucket
            ORDER BY name, scorer, slice, bucket
            """;

    private static final String UNSCORED = """
            SELECT kind, state, end_reason, (start_nano - ?) / ? AS bucket, count(*) AS n
            FROM eval.job
            WHERE project_id = ? AND start_nano >= ? AND start_nano < ? AND (?::text IS NULL OR feature = ?)
              AND state IN ('failed', 'not_scored') AND reason <> 'none'
            GROUP BY kind, state, end_reason, bucket
            ORDER BY kind, state, end_reason, bucket
            """;

    private final DataSource database;

    SummaryStore(DataSource database) {
        this.database = database;
    }

    /** One group of scores: bucket 0 is the first. */
    record Group(String name, String scorer, @Nullable String slice, long bucket, SummaryItem.Counts counts) {}

    /**
     * Requests that were to be scored and have no score, or not all of them.
     *
     * @param kind of the work: {@code scorers} or {@code judge}
     * @param bucket 0 is the first
     */
    record Unscored(String kind, String state, String reason, long bucket, long n) {}

    /** @param step nanoseconds of one bucket */
    List<Group> groups(SummaryQuery query, long step) {
        String by = query.by();
        String slice = DimensionSql.of(by);
        return Sql.read(database, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(String.format(SUMMARY, slice))) {
                int next = 1;
                if (DimensionSql.isNamed(by)) {
                    statement.setString(next++, by);
                }
                bind(statement, next, query, step);
                List<Group> groups = new ArrayList<>();
                ResultSet row = statement.executeQuery();
                while (row.next()) {
                    groups.add(group(row));
                }
                return groups;
            }
        });
    }

    List<Unscored> unscored(SummaryQuery query, long step) {
        return Sql.read(database, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(UNSCORED)) {
                bind(statement, 1, query, step);
                List<Unscored> unscored = new ArrayList<>();
                ResultSet row = statement.executeQuery();
                while (row.next()) {
                    unscored.add(new Unscored(
                            row.getString("kind"),
                            row.getString("state"),
                            row.getString("end_reason"),
                            row.getLong("bucket"),
                            row.getLong("n")));
                }
                return unscored;
            }
        });
    }

    private static void bind(PreparedStatement statement, int first, SummaryQuery query, long step)
            throws SQLException {
        int next = first;
        statement.setLong(next++, query.range().fromNano());
        statement.setLong(next++, step);
        statement.setInt(next++, query.project());
        statement.setLong(next++, query.range().fromNano());
        statement.setLong(next++, query.range().toNano());
        statement.setString(next++, query.feature());
        statement.setString(next, query.feature());
    }

    private static Group group(ResultSet row) throws SQLException {
        long pass = row.getLong("pass");
        long fail = row.getLong("fail");
        long abstain = row.getLong("abstain");
        Proportion.Sums sums = new Proportion.Sums(
                pass + fail,
                row.getLong("clusters"),
                row.getDouble("w"),
                row.getDouble("w_fail"),
                new Proportion.Squares(
                        row.getDouble("w2"), row.getDouble("b2"), row.getDouble("a2"), row.getDouble("ab")));
        return new Group(
                row.getString("name"),
                row.getString("scorer"),
                row.getString("slice"),
                row.getLong("bucket"),
                new SummaryItem.Counts(
                        pass + fail + abstain, pass, fail, abstain, Proportion.of(sums), row.getLong("ruled")));
    }
}
