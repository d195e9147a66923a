package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.SpanKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Appends spans and log content in the caller's transaction; what it wrote is durable when the caller's commit returns.
 * Idempotent: a key that is there already stays as it is. Partitions of the days must exist: see {@link #ensureDays}.
 */
public final class TraceWriter {
    private static final Comparator<SpanRecord> KEY_ORDER = Comparator.comparing(
                    (SpanRecord row) -> row.span().key().traceId())
            .thenComparing(row -> row.span().key().spanId());

    private final Set<LocalDate> knownDays = ConcurrentHashMap.newKeySet();

    /** Makes the partitions of these days in the caller's transaction, which must end before any write. */
    public void ensureDays(Connection connection, Set<LocalDate> days) throws SQLException {
        for (LocalDate day : days) {
            if (!knownDays.contains(day)) {
                try (PreparedStatement statement = connection.prepareStatement("SELECT trace.ensure_day(?::date)")) {
                    statement.setString(1, day.toString());
                    statement.execute();
                }
            }
        }
    }

    /** Tells the writer that the partitions of these days are committed. */
    public void daysEnsured(Set<LocalDate> days) {
        knownDays.addAll(days);
    }

    /** The days among these whose partitions this writer has not seen yet. */
    public Set<LocalDate> unknownDays(Set<LocalDate> days) {
        Set<LocalDate> unknown = new HashSet<>(days);
        unknown.removeAll(knownDays);
        return unknown;
    }

    /** Writes spans with their payloads; rows are locked in key order, so that two batches cannot deadlock. */
    public Written writeSpans(Connection connection, List<SpanRecord> spans) throws SQLException {
        Map<SpanKey, SpanRecord> unique = new LinkedHashMap<>();
        spans.stream()
                .sorted(KEY_ORDER)
                .forEach(row -> unique.putIfAbsent(row.span().key(), row));
        List<SpanRecord> rows = new ArrayList<>(unique.values());
        rows.removeAll(storedOnAnotherDay(connection, rows));
        Map<SpanKey, SpanRecord> stored = insertSpans(connection, rows);
        insertPayloads(connection, new ArrayList<>(stored.values()));
        return new Written(stored.size(), spans.size() - stored.size());
    }

    /** Only rows under their day of receipt can meet themselves on another day: a re-send after midnight. */
    private List<SpanRecord> storedOnAnotherDay(Connection connection, List<SpanRecord> rows) throws SQLException {
        List<SpanRecord> found = new ArrayList<>();
        for (SpanRecord row : rows) {
            if (!row.dayOfReceipt()) {
                continue;
            }
            SpanKey key = row.span().key();
            try (PreparedStatement lock =
                            connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))");
                    PreparedStatement query = connection.prepareStatement(SpanSql.SPAN_ON_ANY_DAY)) {
                lock.setString(1, key.traceId() + key.spanId());
                lock.execute();
                query.setBytes(1, Hex.bytes(key.traceId()));
                query.setBytes(2, Hex.bytes(key.spanId()));
                query.setInt(3, key.projectId());
                query.setLong(4, key.startNano());
                if (query.executeQuery().next()) {
                    found.add(row);
                }
            }
        }
        return found;
    }

    private Map<SpanKey, SpanRecord> insertSpans(Connection connection, List<SpanRecord> rows) throws SQLException {
        Map<SpanKey, SpanRecord> stored = new LinkedHashMap<>();
        if (rows.isEmpty()) {
            return stored;
        }
        Map<SpanKey, SpanRecord> byKey = new LinkedHashMap<>();
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
                    stored.put(key, row);
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

    /** Writes log content; the same record again is the same row. */
    public Written writeLogs(Connection connection, List<LogRecord> logs) throws SQLException {
        if (logs.isEmpty()) {
            return new Written(0, 0);
        }
        List<LogRow> rows = logs.stream()
                .map(LogRow::of)
                .sorted(Comparator.comparing(LogRow::digest))
                .toList();
        try (PreparedStatement insert = connection.prepareStatement(SpanSql.INSERT_LOGS)) {
            new Columns<>(connection, insert, rows)
                    .date(row -> row.log().day())
                    .integer(row -> row.log().target().projectId())
                    .bytes(row -> Hex.bytes(row.log().target().traceId()))
                    .bytes(row -> Hex.bytes(row.log().target().spanId()))
                    .bytes(row -> Hex.bytes(row.digest()))
                    .number(row -> row.log().timeNano())
                    .text(row -> row.log().eventName())
                    .bytes(LogRow::body);
            int stored = insert.executeUpdate();
            return new Written(stored, logs.size() - stored);
        }
    }
}
