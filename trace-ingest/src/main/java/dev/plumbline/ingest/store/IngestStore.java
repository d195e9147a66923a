package dev.plumbline.ingest.store;

import dev.plumbline.ingest.IngestConfig;
import dev.plumbline.tracestore.LogRecord;
import dev.plumbline.tracestore.SpanRecord;
import dev.plumbline.tracestore.TraceWriter;
import dev.plumbline.tracestore.Written;
import dev.plumbline.tracestore.statement.StatementReader;
import dev.plumbline.tracestore.statement.StatementWriter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Writes batches, many in one transaction; when {@link #store} returns, its batch is durable and searchable. */
@Singleton
public class IngestStore {
    private final DataSource database;
    private final IngestConfig config;
    private final Clock clock;
    private final TraceWriter writer = new TraceWriter();
    private final StatementWriter statements;
    private final GroupCommit commits;

    IngestStore(DataSource database, IngestConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.statements = new StatementWriter(
                config.feedback().waitFor(), config.feedback().hold());
        this.commits = new GroupCommit(config.writers(), this::write);
    }

    @PreDestroy
    void close() {
        commits.close();
    }

    /**
     * @return how many items were new and how many were there already
     * @throws SQLException when nothing was stored; the same batch may be sent again
     */
    public Written store(Batch batch) throws SQLException {
        return commits.store(batch);
    }

    /** Whether so many of a project's statements wait for their requests that no more are taken. */
    public boolean tooManyWait(int projectId) throws SQLException {
        int most = config.feedback().mostWaiting();
        return new StatementReader(database).waiting(projectId, most) >= most;
    }

    /** Spans are new nearly always: first as if all were, and where one is not, again with care. */
    private List<Written> write(List<Batch> batches) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                ensureDays(connection, batches);
                return write(connection, batches, true);
            } catch (SQLException e) {
                connection.rollback();
                if (!TraceWriter.alreadyThere(e)) {
                    throw e;
                }
                return mergeAfterConflict(connection, batches);
            } catch (RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private List<Written> mergeAfterConflict(Connection connection, List<Batch> batches) throws SQLException {
        try {
            return write(connection, batches, false);
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private List<Written> write(Connection connection, List<Batch> batches, boolean fresh) throws SQLException {
        List<List<SpanRecord>> spans = batches.stream().map(Batch::spans).toList();
        List<Written> ofSpans = fresh ? writer.append(connection, spans) : writer.merge(connection, spans);
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            Written logs = writer.writeLogs(connection, batches.get(i).logs());
            Written said = batches.get(i).ofStatements(keep(connection, batches.get(i)));
            written.add(ofSpans.get(i).plus(logs).plus(said));
        }
        settleLater(connection, batches, written);
        count(connection, batches, written);
        connection.commit();
        return written;
    }

    /** @return how many of the batch's statements are new */
    private int keep(Connection connection, Batch batch) throws SQLException {
        return (int) statements.insert(connection, batch.statements()).stream()
                .filter(entry -> entry.fate() == StatementWriter.Fate.KEPT)
                .count();
    }

    private void ensureDays(Connection connection, List<Batch> batches) throws SQLException {
        Set<LocalDate> days = new HashSet<>();
        for (Batch batch : batches) {
            batch.spans().forEach(span -> days.add(span.day()));
            batch.logs().forEach(log -> days.add(log.day()));
        }
        Set<LocalDate> unknown = writer.unknownDays(days);
        if (!unknown.isEmpty()) {
            writer.ensureDays(connection, unknown);
            connection.commit();
            writer.daysEnsured(unknown);
        }
    }

    private record Trace(int projectId, String traceId) {}

    /** A trace whose root is here settles soon, any other when it has been quiet. */
    private void settleLater(Connection connection, List<Batch> batches, List<Written> written) throws SQLException {
        Map<Trace, Duration> due = new LinkedHashMap<>();
        for (int i = 0; i < batches.size(); i++) {
            if (written.get(i).stored() > 0) {
                due(due, batches.get(i));
            }
        }
        if (due.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(SettleSql.LATER)) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "int4", due.keySet().stream().map(Trace::projectId).toArray()));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "bytea",
                            due.keySet().stream()
                                    .map(trace -> HexFormat.of().parseHex(trace.traceId()))
                                    .toArray(byte[][]::new)));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "int8",
                            due.values().stream().map(Duration::toMillis).toArray()));
            insert.executeUpdate();
        }
    }

    private void due(Map<Trace, Duration> due, Batch batch) {
        for (LogRecord log : batch.logs()) {
            due.put(
                    new Trace(batch.projectId(), log.target().traceId()),
                    config.settle().afterRoot());
        }
        for (SpanRecord row : batch.spans()) {
            boolean root = row.span().parentSpanId() == null;
            due.merge(
                    new Trace(batch.projectId(), row.span().key().traceId()),
                    root ? config.settle().afterRoot() : config.settle().quiet(),
                    (one, other) -> one.compareTo(other) < 0 ? one : other);
        }
    }

    private record Account(int projectId, String signal) {}

    /** One row for each project and signal of the group: received, stored, duplicate, rejected, dropped, conflicting. */
    private void count(Connection connection, List<Batch> batches, List<Written> written) throws SQLException {
        Map<Account, int[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < batches.size(); i++) {
            Batch batch = batches.get(i);
            int[] sum = sums.computeIfAbsent(new Account(batch.projectId(), batch.signal()), account -> new int[6]);
            sum[0] += batch.received();
            sum[1] += written.get(i).stored();
            sum[2] += written.get(i).duplicate();
            sum[3] += batch.rejected();
            sum[4] += batch.dropped();
            sum[5] += written.get(i).conflicting();
        }
        String minute = clock.instant().truncatedTo(ChronoUnit.MINUTES).toString();
        try (PreparedStatement insert = connection.prepareStatement(LedgerSql.ADD)) {
            for (Map.Entry<Account, int[]> account : sums.entrySet()) {
                insert.setString(1, minute);
                insert.setInt(2, account.getKey().projectId());
                insert.setString(3, account.getKey().signal());
                for (int i = 0; i < account.getValue().length; i++) {
                    insert.setInt(4 + i, account.getValue()[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
