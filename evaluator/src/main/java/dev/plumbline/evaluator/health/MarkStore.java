package dev.plumbline.evaluator.health;

import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What each asking of a judge was like. A session speaks once in each respect, since what is said of it again depends on what
 * was said; it is kept as its SHA-256 alone.
 */
@Singleton
public class MarkStore {
    private static final int AT_A_TIME = 2_000;
    private static final String ADD = """
            INSERT INTO eval.judge_mark (project_id, feature, rubric, scorer, sign, session, bad, at)
            VALUES (?, ?, ?, ?, ?, encode(sha256(convert_to(?, 'UTF8')), 'hex'), ?, ?)
            ON CONFLICT DO NOTHING
            """;
    private static final String WAITING = """
            SELECT DISTINCT project_id, feature, rubric, scorer FROM eval.judge_mark WHERE NOT counted
            ORDER BY project_id, feature, rubric, scorer LIMIT 500
            """;
    private static final String TAKE = """
            WITH taken AS (
                UPDATE eval.judge_mark SET counted = true
                WHERE id IN (SELECT id FROM eval.judge_mark
                             WHERE project_id = ? AND feature = ? AND rubric = ? AND scorer = ? AND NOT counted
                             ORDER BY id LIMIT ?)
                RETURNING id, sign, bad, at)
            SELECT sign, bad, at FROM taken ORDER BY id
            """;
    private static final String SWEEP = "DELETE FROM eval.judge_mark WHERE at < ? AND counted";

    private final DataSource database;

    MarkStore(DataSource database) {
        this.database = database;
    }

    /** @param marks whether it was bad, in each respect that this asking says something of */
    public void add(Series series, String session, Map<Sign, Boolean> marks, Instant at) {
        if (marks.isEmpty()) {
            return;
        }
        Sql.transaction(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
                for (Map.Entry<Sign, Boolean> mark : marks.entrySet()) {
                    bind(insert, series);
                    insert.setString(5, mark.getKey().wire());
                    insert.setString(6, session);
                    insert.setBoolean(7, mark.getValue());
                    insert.setObject(8, at.atOffset(ZoneOffset.UTC));
                    insert.addBatch();
                }
                return insert.executeBatch().length;
            }
        });
    }

    /** Series with marks that are not counted. */
    List<Series> waiting() {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(WAITING)) {
                List<Series> waiting = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    waiting.add(series(row));
                }
                return waiting;
            }
        });
    }

    /** Takes what is not counted, in the order of asking; the caller holds the series. */
    static List<Known.Mark> take(Connection connection, Series series) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(TAKE)) {
            bind(update, series);
            update.setInt(5, AT_A_TIME);
            List<Known.Mark> marks = new ArrayList<>();
            ResultSet row = update.executeQuery();
            while (row.next()) {
                marks.add(new Known.Mark(
                        Sign.of(row.getString("sign")),
                        row.getBoolean("bad"),
                        HealthEvents.nano(
                                row.getObject("at", OffsetDateTime.class).toInstant())));
            }
            return marks;
        }
    }

    int sweep(Instant before) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(SWEEP)) {
                delete.setObject(1, before.atOffset(ZoneOffset.UTC));
                return delete.executeUpdate();
            }
        });
    }

    static Series series(ResultSet row) throws SQLException {
        return new Series(
                row.getInt("project_id"), row.getString("feature"), row.getString("rubric"), row.getString("scorer"));
    }

    static void bind(PreparedStatement statement, Series series) throws SQLException {
        statement.setInt(1, series.projectId());
        statement.setString(2, series.feature());
        statement.setString(3, series.rubric());
        statement.setString(4, series.scorer());
    }
}
