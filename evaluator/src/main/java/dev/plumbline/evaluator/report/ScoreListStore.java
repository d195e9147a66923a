package dev.plumbline.evaluator.report;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/** Lists scores by keyset. */
@Singleton
class ScoreListStore {
    private static final HexFormat HEX = HexFormat.of();
    private static final long NANOS = 1_000_000_000L;

    private final DataSource database;

    ScoreListStore(DataSource database) {
        this.database = database;
    }

    /** @param after the last score of the page before; null for the first page */
    List<ScoreItem> list(ScoreQuery query, @Nullable ScoreCursor after, int limit) {
        StringBuilder sql =
                new StringBuilder("SELECT * FROM eval.score WHERE project_id = ? AND at_nano >= ? AND at_nano < ?");
        List<Object> values = new ArrayList<>();
        values.add(query.project());
        values.add(query.range().fromNano());
        values.add(query.range().toNano());
        add(sql, values, " AND feature = ?", query.feature());
        add(sql, values, " AND name = ?", query.name());
        add(sql, values, " AND label = ?", query.label());
        add(sql, values, " AND trace_id = ?", query.traceId() == null ? null : HEX.parseHex(query.traceId()));
        if (after != null) {
            sql.append(" AND (at_nano, trace_id, span_id, name, scorer) < (?, ?, ?, ?, ?)");
            values.add(after.atNano());
            values.add(HEX.parseHex(after.traceId()));
            values.add(HEX.parseHex(after.spanId()));
            values.add(after.name());
            values.add(after.scorer());
        }
        sql.append(" ORDER BY at_nano DESC, trace_id DESC, span_id DESC, name DESC, scorer DESC LIMIT ?");
        values.add(limit);
        return Sql.read(database, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
                for (int i = 0; i < values.size(); i++) {
                    statement.setObject(i + 1, values.get(i));
                }
                List<ScoreItem> items = new ArrayList<>();
                ResultSet row = statement.executeQuery();
                while (row.next()) {
                    items.add(item(row));
                }
                return items;
            }
        });
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    private static ScoreItem item(ResultSet row) throws SQLException {
        long atNano = row.getLong("at_nano");
        return new ScoreItem(
                new RequestRef(
                        row.getInt("project_id"),
                        HEX.formatHex(row.getBytes("trace_id")),
                        HEX.formatHex(row.getBytes("span_id"))),
                row.getInt("version"),
                Instant.ofEpochSecond(atNano / NANOS, atNano % NANOS),
                new ScoreItem.From(
                        row.getString("feature"),
                        row.getString("release"),
                        row.getString("environment"),
                        row.getString("session_id")),
                new ScoreItem.Said(
                        row.getString("name"),
                        row.getString("scorer"),
                        row.getObject("value", Double.class),
                        row.getString("label"),
                        row.getString("explanation"),
                        new ScoreItem.Call(
                                row.getObject("tokens_in", Long.class),
                                row.getObject("tokens_out", Long.class),
                                row.getObject("agreement", Double.class))),
                new ScoreItem.Chosen(
                        row.getDouble("probability"), row.getString("reason"), row.getInt("policy_version")),
                row.getObject("scored_at", OffsetDateTime.class).toInstant());
    }
}
