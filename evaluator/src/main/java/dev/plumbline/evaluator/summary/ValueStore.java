package dev.plumbline.evaluator.summary;

import dev.plumbline.evaluator.estimate.Mean;
import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.estimate.Quantile;
import dev.plumbline.evaluator.estimate.Quantile.Point;
import dev.plumbline.evaluator.query.DimensionSql;
import dev.plumbline.evaluator.scoring.Thresholds;
import dev.plumbline.tracestore.database.ColumnsSql;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads how values lie: their weights by value, then, by session, the sums that each interval needs. */
@Singleton
class ValueStore {
    private static final String PICKED = """
            picked AS (
                SELECT name, scorer, %s AS slice, coalesce(session_id, encode(trace_id, 'hex')) AS session,
                       round(value::numeric, 4)::float8 AS value, 1 / probability AS w
                FROM eval.score
                WHERE project_id = ? AND at_nano >= ? AND at_nano < ? AND (?::text IS NULL OR feature = ?)
                  AND label <> 'abstain' AND reason NOT LIKE 'rule:%%')
            """;
    private static final String POINTS = "WITH " + PICKED + """
            SELECT name, scorer, slice, value, sum(w) AS w
            FROM picked
            GROUP BY name, scorer, slice, value
            ORDER BY name, scorer, slice, value
            """;
    private static final String SUMS = "WITH " + PICKED + """
            , asked AS (
                SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::float8[], ?::float8[])
                    AS asked (name, scorer, slice, mark, low, high)),
            sessions AS (
                SELECT asked.name, asked.scorer, asked.slice, asked.mark, session, count(*) AS n, sum(w * w) AS w2,
                       sum(w) AS b,
                       sum(w * CASE WHEN mark < 0 THEN value WHEN value BETWEEN low AND high THEN 1 ELSE 0 END) AS a
                FROM picked JOIN asked ON asked.name = picked.name AND asked.scorer = picked.scorer
                                      AND asked.slice IS NOT DISTINCT FROM picked.slice
                GROUP BY asked.name, asked.scorer, asked.slice, asked.mark, session)
            SELECT name, scorer, slice, mark, sum(n) AS n, count(*) AS clusters, sum(b) AS w, sum(a) AS wa, sum(w2) AS w2,
                   sum(b * b) AS b2, sum(a * a) AS a2, sum(a * b) AS ab
            FROM sessions
            GROUP BY name, scorer, slice, mark
            """;
    private static final int MEAN = -1;

    private final DataSource database;

    ValueStore(DataSource database) {
        this.database = database;
    }

    /** Whose values. */
    record Of(String name, String scorer, @Nullable String slice) {}

    /**
     * What is near.
     *
     * @param threshold for all scorers; null for that of each
     */
    record Margin(@Nullable Double threshold, double margin) {}

    /** A part of the values to be summed, or all with their values when the mark is that of the mean. */
    private record Asked(Of of, int mark, double low, double high) {}

    Map<Of, Values> values(SummaryQuery query, Margin near) {
        return Sql.read(database, connection -> {
            Map<Of, List<Point>> points = points(connection, query);
            Map<Of, Map<Integer, Proportion.Sums>> sums = sums(connection, query, asked(points, near));
            Map<Of, Values> values = new HashMap<>();
            points.forEach((of, lying) -> values.put(of, values(of, lying, sums.getOrDefault(of, Map.of()), near)));
            return values;
        });
    }

    private static Values values(Of of, List<Point> points, Map<Integer, Proportion.Sums> sums, Margin near) {
        List<Values.At> quantiles = new ArrayList<>();
        for (int i = 0; i < Values.SHARES.size(); i++) {
            Proportion.Sums below = sums.get(i);
            Rate value = below == null ? null : Quantile.of(Values.SHARES.get(i), points, below);
            if (value != null) {
                quantiles.add(new Values.At(Values.SHARES.get(i), value));
            }
        }
        Proportion.Sums all = sums.get(MEAN);
        Proportion.Sums within = sums.get(Values.SHARES.size());
        Double threshold = threshold(of, near);
        Rate share = within == null ? null : Proportion.of(within);
        return new Values(
                all == null ? null : Mean.of(all),
                quantiles,
                threshold == null || share == null ? null : new Values.Near(threshold, near.margin(), share));
    }

    private static @Nullable Double threshold(Of of, Margin near) {
        return near.threshold() == null ? Thresholds.of(of.scorer()) : near.threshold();
    }

    private static List<Asked> asked(Map<Of, List<Point>> points, Margin near) {
        List<Asked> asked = new ArrayList<>();
        points.forEach((of, lying) -> {
            asked.add(new Asked(of, MEAN, 0, 1));
            for (int i = 0; i < Values.SHARES.size(); i++) {
                Double value = Quantile.estimate(Values.SHARES.get(i), lying);
                asked.add(new Asked(of, i, -1, value == null ? 1 : value));
            }
            Double threshold = threshold(of, near);
            if (threshold != null) {
                asked.add(new Asked(
                        of, Values.SHARES.size(), threshold - near.margin() - 1e-9, threshold + near.margin() + 1e-9));
            }
        });
        return asked;
    }

    private static Map<Of, List<Point>> points(Connection connection, SummaryQuery query) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(String.format(POINTS, DimensionSql.of(query.by())))) {
            bind(statement, query);
            Map<Of, List<Point>> points = new LinkedHashMap<>();
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                points.computeIfAbsent(of(row), of -> new ArrayList<>())
                        .add(new Point(row.getDouble("value"), row.getDouble("w")));
            }
            return points;
        }
    }

    private static Map<Of, Map<Integer, Proportion.Sums>> sums(
            Connection connection, SummaryQuery query, List<Asked> asked) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(String.format(SUMS, DimensionSql.of(query.by())))) {
            int next = bind(statement, query);
            new ColumnsSql<>(connection, statement, asked, next)
                    .add("text", one -> one.of().name())
                    .add("text", one -> one.of().scorer())
                    .add("text", one -> one.of().slice())
                    .add("int4", Asked::mark)
                    .add("float8", Asked::low)
                    .add("float8", Asked::high);
            Map<Of, Map<Integer, Proportion.Sums>> sums = new HashMap<>();
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                sums.computeIfAbsent(of(row), of -> new HashMap<>()).put(row.getInt("mark"), sums(row));
            }
            return sums;
        }
    }

    private static Of of(ResultSet row) throws SQLException {
        return new Of(row.getString("name"), row.getString("scorer"), row.getString("slice"));
    }

    private static Proportion.Sums sums(ResultSet row) throws SQLException {
        return new Proportion.Sums(
                row.getLong("n"),
                row.getLong("clusters"),
                row.getDouble("w"),
                row.getDouble("wa"),
                new Proportion.Squares(
                        row.getDouble("w2"), row.getDouble("b2"), row.getDouble("a2"), row.getDouble("ab")));
    }

    /** @return the index of the next parameter */
    private static int bind(PreparedStatement statement, SummaryQuery query) throws SQLException {
        int next = 1;
        if (DimensionSql.isNamed(query.by())) {
            statement.setString(next++, query.by());
        }
        statement.setInt(next++, query.project());
        statement.setLong(next++, query.range().fromNano());
        statement.setLong(next++, query.range().toNano());
        statement.setString(next++, query.feature());
        statement.setString(next++, query.feature());
        return next;
    }
}
