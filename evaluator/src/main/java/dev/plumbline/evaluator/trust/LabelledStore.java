package dev.plumbline.evaluator.trust;

import dev.plumbline.evaluator.estimate.Labelled;
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

/**
 * Labels beside verdicts. Of each author the latest label of a request counts, and only when it was given blind; the
 * majority of authors decides, a tie decides nothing. A request that several draws could have given weighs less by their
 * number, so that together they count it as often as one (Mecatti 2007).
 */
@Singleton
public class LabelledStore {
    private static final String DECIDED = """
            WITH latest AS (
                SELECT DISTINCT ON (project_id, rubric, trace_id, span_id, rubric_version, author)
                       project_id, rubric, trace_id, span_id, rubric_version, label, blind
                FROM eval.label
                WHERE project_id = ? AND (?::text IS NULL OR rubric = ?)
                ORDER BY project_id, rubric, trace_id, span_id, rubric_version, author, id DESC),
            decided AS (
                SELECT project_id, rubric, trace_id, span_id, rubric_version,
                       count(*) FILTER (WHERE blind AND label = 'fail') AS fails,
                       count(*) FILTER (WHERE blind AND label = 'pass') AS passes,
                       count(*) FILTER (WHERE blind) AS blind
                FROM latest
                GROUP BY project_id, rubric, trace_id, span_id, rubric_version)
            """;
    private static final String LABELLED = DECIDED + """
            , drawn AS (
                SELECT drawn.day, drawn.project_id, drawn.trace_id, drawn.span_id, draw.rubric,
                       sum(1 / drawn.probability) AS inverse
                FROM eval.label_drawn drawn JOIN eval.label_draw draw ON draw.id = drawn.draw_id
                GROUP BY drawn.day, drawn.project_id, drawn.trace_id, drawn.span_id, draw.rubric)
            SELECT score.name, score.scorer, %s AS slice, score.at_nano, score.feature,
                   coalesce(score.session_id, encode(score.trace_id, 'hex')) AS session,
                   drawn.inverse / score.probability / greatest(1, (
                       SELECT count(*) FROM eval.label_draw draw
                       WHERE draw.project_id = score.project_id AND draw.rubric = score.name
                         AND (draw.feature IS NULL OR draw.feature = score.feature)
                         AND draw.from_nano <= score.at_nano AND score.at_nano < draw.to_nano)) AS weight,
                   score.label = 'fail' AS verdict_fail, decided.fails > decided.passes AS label_fail
            FROM decided
            JOIN drawn
              ON drawn.project_id = decided.project_id AND drawn.trace_id = decided.trace_id
             AND drawn.span_id = decided.span_id AND drawn.rubric = decided.rubric
            JOIN eval.score
              ON score.day = drawn.day AND score.trace_id = drawn.trace_id AND score.span_id = drawn.span_id
             AND score.project_id = drawn.project_id AND score.name = decided.rubric
             AND split_part(score.scorer, '/', -1) = decided.rubric_version::text
            WHERE decided.fails <> decided.passes AND score.label <> 'abstain' AND score.reason NOT LIKE 'rule:%%'
            """;
    private static final String COUNTS = DECIDED + """
            SELECT rubric_version, count(*) AS labelled, count(*) FILTER (WHERE blind = 0) AS not_blind,
                   count(*) FILTER (WHERE blind > 0 AND fails + passes = 0) AS unclear,
                   count(*) FILTER (WHERE fails = passes AND fails > 0) AS disputed,
                   count(*) FILTER (WHERE NOT EXISTS (
                       SELECT FROM eval.label_drawn drawn JOIN eval.label_draw draw ON draw.id = drawn.draw_id
                       WHERE drawn.project_id = decided.project_id AND drawn.trace_id = decided.trace_id
                         AND drawn.span_id = decided.span_id AND draw.rubric = decided.rubric)) AS picked
            FROM decided
            GROUP BY rubric_version
            ORDER BY rubric_version
            """;

    private final DataSource database;

    LabelledStore(DataSource database) {
        this.database = database;
    }

    /**
     * A labelled request of one scorer.
     *
     * @param slice the value of what was sliced by; null without slicing and for requests without it
     */
    public record Row(
            String rubric, String scorer, @Nullable String slice, long atNano, String feature, Labelled labelled) {}

    /**
     * Requests with labels, and why some of them count for nothing. One request can be in several.
     *
     * @param picked those that no draw gave
     */
    public record Counts(int rubricVersion, long labelled, long notBlind, long unclear, long disputed, long picked) {}

    /**
     * @param rubric one only, or all when null
     * @param by as {@link DimensionSql#of} takes it
     */
    public List<Row> labelled(int project, @Nullable String rubric, @Nullable String by) {
        String slice = DimensionSql.of(by);
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(String.format(LABELLED, slice))) {
                bind(query, project, rubric);
                if (DimensionSql.isNamed(by)) {
                    query.setString(4, by);
                }
                List<Row> rows = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    rows.add(new Row(
                            row.getString("name"),
                            row.getString("scorer"),
                            row.getString("slice"),
                            row.getLong("at_nano"),
                            row.getString("feature"),
                            new Labelled(
                                    row.getString("session"),
                                    row.getDouble("weight"),
                                    row.getBoolean("verdict_fail"),
                                    row.getBoolean("label_fail"))));
                }
                return rows;
            }
        });
    }

    public List<Counts> counts(int project, String rubric) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(COUNTS)) {
                bind(query, project, rubric);
                List<Counts> counts = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    counts.add(new Counts(
                            row.getInt("rubric_version"),
                            row.getLong("labelled"),
                            row.getLong("not_blind"),
                            row.getLong("unclear"),
                            row.getLong("disputed"),
                            row.getLong("picked")));
                }
                return counts;
            }
        });
    }

    private static void bind(PreparedStatement query, int project, @Nullable String rubric) throws SQLException {
        query.setInt(1, project);
        query.setString(2, rubric);
        query.setString(3, rubric);
    }
}
