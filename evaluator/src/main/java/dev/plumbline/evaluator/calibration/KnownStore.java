package dev.plumbline.evaluator.calibration;

import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.calibration.Outcomes.Said;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/**
 * Reads two statements about the same requests. Of a rubric the latest score counts, of truth and feedback the latest
 * statement. Scores of always-score rules do not speak for traffic. Where both are scores, the request weighs by the
 * smaller probability: both draws take the lower fractions of the same key, so one is inside of the other.
 */
@Singleton
class KnownStore {
    /** More than these are refused: they are held all at once. */
    static final int MOST = 200_000;

    private static final HexFormat HEX = HexFormat.of();
    private static final String ATTRIBUTE = """
            SELECT trace_id, span_id, NULL::float8 AS value, attributes ->> ? AS label, 1::float8 AS w
            FROM asked
            WHERE attributes ->> ? IS NOT NULL
            """;
    private static final String SCORE = """
            SELECT DISTINCT ON (score.trace_id, score.span_id) score.trace_id, score.span_id, score.value, score.label,
                   1 / score.probability AS w
            FROM eval.score JOIN asked ON asked.trace_id = score.trace_id AND asked.span_id = score.span_id
            WHERE score.project_id = ? AND score.name = ? AND score.label <> 'abstain'
              AND score.reason NOT LIKE 'rule:%'
            ORDER BY score.trace_id, score.span_id, score.scored_at DESC, score.scorer
            """;
    private static final String STATED = """
            SELECT DISTINCT ON (truth.trace_id, truth.span_id) truth.trace_id, truth.span_id, truth.value, truth.label,
                   1::float8 AS w
            FROM trace.truth JOIN asked ON asked.trace_id = truth.trace_id AND asked.span_id = truth.span_id
            WHERE truth.project_id = ? AND truth.kind = ? AND truth.name = ?
            ORDER BY truth.trace_id, truth.span_id, truth.at_nano DESC, truth.source
            """;
    private static final String BOTH = """
            WITH asked AS (
                SELECT trace_id, span_id, coalesce(session_id, encode(trace_id, 'hex')) AS session, attributes
                FROM trace.request
                WHERE project_id = ? AND start_nano >= ? AND start_nano < ? AND (?::text IS NULL OR feature = ?)),
            one AS (%s), other AS (%s)
            SELECT trace_id, asked.session, one.value AS one_value, one.label AS one_label, other.value AS other_value,
                   other.label AS other_label, greatest(one.w, other.w) AS w
            FROM one JOIN other USING (trace_id, span_id) JOIN asked USING (trace_id, span_id)
            LIMIT ?
            """;

    private final DataSource database;

    KnownStore(DataSource database) {
        this.database = database;
    }

    /** @param feature all when null */
    record Traffic(
            int project, Parameters.Range range, @Nullable String feature) {}

    /** What is said of one request by both sources. */
    record Known(String trace, String session, double weight, Said one, Said other) {}

    /** @return one more than {@link #MOST} when there are more */
    List<Known> known(Traffic traffic, Source one, Source other) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(String.format(BOTH, sql(one), sql(other)))) {
                query.setInt(1, traffic.project());
                query.setLong(2, traffic.range().fromNano());
                query.setLong(3, traffic.range().toNano());
                query.setString(4, traffic.feature());
                query.setString(5, traffic.feature());
                int next = bind(query, 6, traffic, one);
                next = bind(query, next, traffic, other);
                query.setInt(next, MOST + 1);
                List<Known> known = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    known.add(new Known(
                            HEX.formatHex(row.getBytes("trace_id")),
                            row.getString("session"),
                            row.getDouble("w"),
                            new Said(row.getObject("one_value", Double.class), row.getString("one_label")),
                            new Said(row.getObject("other_value", Double.class), row.getString("other_label"))));
                }
                return known;
            }
        });
    }

    private static String sql(Source source) {
        return switch (source.kind()) {
            case ATTRIBUTE -> ATTRIBUTE;
            case SCORE -> SCORE;
            case TRUTH, FEEDBACK -> STATED;
        };
    }

    /** @return the index of the next parameter */
    private static int bind(PreparedStatement query, int first, Traffic traffic, Source source) throws SQLException {
        int next = first;
        switch (source.kind()) {
            case ATTRIBUTE -> query.setString(next++, source.name());
            case SCORE -> query.setInt(next++, traffic.project());
            case TRUTH, FEEDBACK -> {
                query.setInt(next++, traffic.project());
                query.setString(next++, source.kind() == Source.Kind.TRUTH ? "truth" : "feedback");
            }
        }
        query.setString(next++, source.name());
        return next;
    }
}
