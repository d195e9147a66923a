package dev.plumbline.tracestore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** What a feature's requests took, by model, by release, by environment, over time. */
public final class BreakdownReader {
    private static final int VALUES = 20;
    private static final String MEASURES = """
            count(*) AS requests, count(*) FILTER (WHERE status = 'ERROR') AS errors,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY (end_nano - start_nano) / 1e6) AS p50,
            percentile_cont(0.95) WITHIN GROUP (ORDER BY (end_nano - start_nano) / 1e6) AS p95,
            count(*) FILTER (WHERE tokens_in IS NOT NULL OR tokens_out IS NOT NULL) AS measured,
            coalesce(sum(tokens_in), 0) AS tokens_in, coalesce(sum(tokens_out), 0) AS tokens_out,
            coalesce(sum(cost_usd), 0) AS cost_usd, count(cost_usd) AS priced,
            count(*) FILTER (WHERE cost_unknown) AS cost_unknown
            FROM trace.request WHERE project_id = ? AND feature = ? AND start_nano >= ? AND start_nano < ?
            """;

    private final DataSource database;

    public BreakdownReader(DataSource database) {
        this.database = database;
    }

    /** Which requests. Nanoseconds since the Unix epoch, from inclusive to exclusive. */
    public record Of(int projectId, String feature, long fromNano, long toNano) {}

    /** By the values of a field that is no custom attribute, the commonest 20 first. */
    public List<Breakdown> by(Of of, RequestQuery.Field field) throws SQLException {
        String column = field.name().toLowerCase(Locale.ROOT);
        return read(
                of,
                "SELECT " + column + " AS value, " + MEASURES + " GROUP BY " + column
                        + " ORDER BY requests DESC, value LIMIT " + VALUES);
    }

    /** All of them as one; nothing when there is none. */
    public List<Breakdown> whole(Of of) throws SQLException {
        return read(of, "SELECT NULL AS value, " + MEASURES + " HAVING count(*) > 0");
    }

    /** In stretches of equal length; one without a request is left out. @param stretchNano above 0 */
    public List<Breakdown> overTime(Of of, long stretchNano) throws SQLException {
        String bucket = "((start_nano - " + of.fromNano() + ") / " + stretchNano + ")";
        return read(
                of,
                "SELECT " + bucket + "::text AS value, " + MEASURES + " GROUP BY " + bucket + " ORDER BY " + bucket);
    }

    private List<Breakdown> read(Of of, String sql) throws SQLException {
        List<Breakdown> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setInt(1, of.projectId());
            query.setString(2, of.feature());
            query.setLong(3, of.fromNano());
            query.setLong(4, of.toNano());
            ResultSet row = query.executeQuery();
            while (row.next()) {
                found.add(new Breakdown(
                        row.getString("value"),
                        row.getLong("requests"),
                        row.getLong("errors"),
                        new Breakdown.Millis(row.getDouble("p50"), row.getDouble("p95")),
                        row.getLong("measured"),
                        row.getLong("tokens_in"),
                        row.getLong("tokens_out"),
                        new Breakdown.Cost(
                                row.getDouble("cost_usd"), row.getLong("priced"), row.getLong("cost_unknown"))));
            }
        }
        return found;
    }
}
