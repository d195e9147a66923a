package dev.plumbline.ingest.store;

import dev.plumbline.ingest.IngestConfig;
import dev.plumbline.tracestore.LogRecord;
import dev.plumbline.tracestore.SpanRecord;
import dev.plumbline.tracestore.TraceWriter;
import dev.plumbline.tracestore.Written;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Writes a batch in one transaction; when {@link #store} returns, it is durable and searchable. */
@Singleton
public final class IngestStore {
    private final DataSource database;
    private final IngestConfig config;
    private final Clock clock;
    private final TraceWriter writer = new TraceWriter();

    IngestStore(DataSource database, IngestConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * @return how many items were new and how many were there already
     * @throws SQLException when nothing was stored; the same batch may be sent again
     */
    public Written store(Batch batch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                ensureDays(connection, batch);
                Written spans = writer.writeSpans(connection, batch.spans());
                Written logs = writer.writeLogs(connection, batch.logs());
                Written written = new Written(spans.stored() + logs.stored(), spans.duplicate() + logs.duplicate());
                if (written.stored() > 0) {
                    settleLater(connection, batch);
                }
                count(connection, batch, written);
                connection.commit();
                return written;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void ensureDays(Connection connection, Batch batch) throws SQLException {
        Set<LocalDate> days = Stream.concat(
                        batch.spans().stream().map(SpanRecord::day),
                        batch.logs().stream().map(LogRecord::day))
                .collect(Collectors.toSet());
        Set<LocalDate> unknown = writer.unknownDays(days);
        if (!unknown.isEmpty()) {
            writer.ensureDays(connection, unknown);
            connection.commit();
            writer.daysEnsured(unknown);
        }
    }

    /** A trace whose root is here settles soon, any other when it has been quiet. */
    private void settleLater(Connection connection, Batch batch) throws SQLException {
        Map<String, Duration> due = new TreeMap<>();
        for (LogRecord log : batch.logs()) {
            due.put(log.target().traceId(), config.settle().afterRoot());
        }
        for (SpanRecord row : batch.spans()) {
            boolean root = row.span().parentSpanId() == null;
            due.merge(
                    row.span().key().traceId(),
                    root ? config.settle().afterRoot() : config.settle().quiet(),
                    (one, other) -> one.compareTo(other) < 0 ? one : other);
        }
        try (PreparedStatement insert = connection.prepareStatement(SettleSql.LATER)) {
            insert.setInt(1, batch.projectId());
            insert.setArray(2, connection.createArrayOf("bytea", bytes(due.keySet())));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "int8",
                            due.values().stream().map(Duration::toMillis).toArray()));
            insert.executeUpdate();
        }
    }

    private static byte[][] bytes(Collection<String> traceIds) {
        return traceIds.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
    }

    private void count(Connection connection, Batch batch, Written written) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(LedgerSql.ADD)) {
            insert.setString(1, clock.instant().truncatedTo(ChronoUnit.MINUTES).toString());
            insert.setInt(2, batch.projectId());
            insert.setString(3, batch.signal());
            insert.setInt(4, batch.received());
            insert.setInt(5, written.stored());
            insert.setInt(6, written.duplicate());
            insert.setInt(7, batch.rejected());
            insert.setInt(8, batch.dropped());
            insert.executeUpdate();
        }
    }
}
