package dev.plumbline.evaluator.labels;

import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/** Scores that several verdicts gave which were not alike. */
@Singleton
class DisputeStore {
    private static final HexFormat HEX = HexFormat.of();
    private static final String LIST = """
            SELECT * FROM (
                SELECT trace_id, span_id, feature, scorer, agreement, at_nano,
                       (SELECT count(DISTINCT author) FROM eval.label
                        WHERE label.project_id = score.project_id AND label.rubric = score.name
                          AND label.trace_id = score.trace_id AND label.span_id = score.span_id) AS labels
                FROM eval.score
                WHERE project_id = ? AND name = ? AND agreement < 1 AND at_nano >= ? AND at_nano < ?
                  AND (?::text IS NULL OR feature = ?)) AS disputed
            ORDER BY labels, agreement, at_nano DESC, trace_id, span_id
            LIMIT ?
            """;

    private final DataSource database;

    DisputeStore(DataSource database) {
        this.database = database;
    }

    /**
     * A request about which judges disagree.
     *
     * @param agreement share of the verdicts that say what most of them say, below 1
     * @param labels how many reviewers have labelled it
     */
    record Dispute(String traceId, String spanId, String feature, String scorer, double agreement, long labels) {}

    /** Those that nobody has labelled first, the least agreed upon first, then the latest. */
    List<Dispute> list(int project, String rubric, @Nullable String feature, Parameters.Range range, int limit) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(LIST)) {
                query.setInt(1, project);
                query.setString(2, rubric);
                query.setLong(3, range.fromNano());
                query.setLong(4, range.toNano());
                query.setString(5, feature);
                query.setString(6, feature);
                query.setInt(7, limit);
                List<Dispute> disputes = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    disputes.add(new Dispute(
                            HEX.formatHex(row.getBytes("trace_id")),
                            HEX.formatHex(row.getBytes("span_id")),
                            row.getString("feature"),
                            row.getString("scorer"),
                            row.getDouble("agreement"),
                            row.getLong("labels")));
                }
                return disputes;
            }
        });
    }
}
