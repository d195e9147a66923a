package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.SpanKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
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
            .thenComparing(row -> row.span().key().spanId())
            .thenComparingInt(row -> row.span().key().projectId())
            .thenComparingLong(row -> row.span().key().startNano());

    private static final String UNIQUE_VIOLATION = "23505";

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
        return merge(connection, List.of(spans)).get(0);
    }

    /**
     * Writes batches of spans that should all be new, by the fastest way.
     *
     * @return what became of each batch, in order
     * @throws SQLException also when one of them is there already, see {@link #alreadyThere}: then the caller rolls its
     *     transaction back and {@link #merge}s instead
     */
    public List<Written> append(Connection connection, List<List<SpanRecord>> batches) throws SQLException {
        List<SpanRecord> rows = toWrite(connection, batches);
        if (!rows.isEmpty()) {
            SpanCopy.write(connection, rows);
        }
        return written(connection, batches, rows);
    }

    /** Writes those spans of the batches that are not there yet. */
    public List<Written> merge(Connection connection, List<List<SpanRecord>> batches) throws SQLException {
        return written(connection, batches, SpanMerge.write(connection, toWrite(connection, batches)));
    }

    /** Whether an {@link #append} failed only because a span was there already. */
    public static boolean alreadyThere(SQLException failure) {
        return UNIQUE_VIOLATION.equals(failure.getSQLState());
    }

    private List<SpanRecord> toWrite(Connection connection, List<List<SpanRecord>> batches) throws SQLException {
        Map<SpanKey, SpanRecord> unique = new HashMap<>();
        batches.forEach(
                batch -> batch.forEach(row -> unique.putIfAbsent(row.span().key(), row)));
        List<SpanRecord> rows = new ArrayList<>(unique.values());
        rows.sort(KEY_ORDER);
        List<SpanRecord> elsewhere = storedOnAnotherDay(connection, rows);
        if (!elsewhere.isEmpty()) {
            rows.removeAll(elsewhere);
        }
        return rows;
    }

    /** A span that is in two batches counts as stored in the first. */
    private static List<Written> written(Connection connection, List<List<SpanRecord>> batches, List<SpanRecord> stored)
            throws SQLException {
        Set<SpanRecord> left = Collections.newSetFromMap(new IdentityHashMap<>());
        left.addAll(stored);
        List<List<SpanRecord>> duplicates = new ArrayList<>();
        for (List<SpanRecord> batch : batches) {
            duplicates.add(batch.stream().filter(row -> !left.remove(row)).toList());
        }
        Set<SpanRecord> conflicting = SpanConflicts.among(connection, duplicates, stored);
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            List<SpanRecord> again = duplicates.get(i);
            int conflicts = (int) again.stream().filter(conflicting::contains).count();
            written.add(new Written(batches.get(i).size() - again.size(), again.size(), conflicts));
        }
        return written;
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
