package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.SpanKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Spans and payloads of which some are there already: those stay as they are. */
final class SpanMerge {
    private SpanMerge() {}

    /** Writes what is not there yet, and returns it. */
    static List<SpanRecord> write(Connection connection, List<SpanRecord> rows) throws SQLException {
        List<SpanRecord> stored = insertSpans(connection, rows);
        insertPayloads(connection, stored);
        return stored;
    }

    private static List<SpanRecord> insertSpans(Connection connection, List<SpanRecord> rows) throws SQLException {
        List<SpanRecord> stored = new ArrayList<>();
        if (rows.isEmpty()) {
            return stored;
        }
        Map<SpanKey, SpanRecord> byKey = new HashMap<>();
        rows.forEach(row -> byKey.put(row.span().key(), row));
        try (PreparedStatement insert = connection.prepareStatement(SpanSql.INSERT_SPANS)) {
            bindSpans(new Columns<>(connection, insert, rows));
            ResultSet inserted = insert.executeQuery();
            while (inserted.next()) {
                SpanKey key = new SpanKey(
                        inserted.getInt(1),
                        Hex.text(inserted.getBytes(2)),
                        Hex.text(inserted.getBytes(3)),
                        inserted.getLong(4));
                SpanRecord row = byKey.get(key);
                if (row != null) {
                    stored.add(row);
                }
            }
        }
        return stored;
    }

    private static void bindSpans(Columns<SpanRecord> columns) throws SQLException {
        columns.date(SpanRecord::day)
                .integer(row -> row.span().key().projectId())
                .bytes(row -> Hex.bytes(row.span().key().traceId()))
                .bytes(row -> Hex.bytes(row.span().key().spanId()))
                .number(row -> row.span().key().startNano())
                .number(row -> row.span().outcome().endNano())
                .bytes(row -> Hex.bytesOrNull(row.span().parentSpanId()))
                .text(row -> row.span().name())
                .text(row -> row.span().kind().name())
                .text(row -> row.span().outcome().status().name())
                .text(row -> row.span().outcome().message());
        bindOrigin(columns);
        bindModel(columns);
        columns.integer(row -> row.dayOfReceipt() ? 1 : 0);
    }

    private static void bindOrigin(Columns<SpanRecord> columns) throws SQLException {
        columns.text(row -> origin(row).feature())
                .text(row -> origin(row).release())
                .text(row -> origin(row).environment())
                .text(row -> origin(row).sessionId())
                .text(row -> origin(row).userId());
    }

    private static void bindModel(Columns<SpanRecord> columns) throws SQLException {
        columns.text(row -> model(row).provider())
                .text(row -> model(row).requestModel())
                .text(row -> model(row).responseModel())
                .text(row -> model(row).responseId())
                .text(row -> model(row).finishReasons().isEmpty()
                        ? null
                        : String.join(",", model(row).finishReasons()))
                .number(row -> model(row).usage().input())
                .number(row -> model(row).usage().output())
                .number(row -> model(row).usage().cacheRead())
                .number(row -> model(row).usage().cacheWrite())
                .number(row -> model(row).usage().reasoning());
    }

    private static Origin origin(SpanRecord row) {
        return row.span().origin();
    }

    private static ModelCall model(SpanRecord row) {
        return row.span().model();
    }

    private static void insertPayloads(Connection connection, List<SpanRecord> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(SpanSql.INSERT_PAYLOADS)) {
            new Columns<>(connection, insert, rows)
                    .date(SpanRecord::day)
                    .integer(row -> row.span().key().projectId())
                    .bytes(row -> Hex.bytes(row.span().key().traceId()))
                    .bytes(row -> Hex.bytes(row.span().key().spanId()))
                    .number(row -> row.span().key().startNano())
                    .bytes(row -> PayloadCodec.encode(row.payload()));
            insert.executeUpdate();
        }
    }
}
