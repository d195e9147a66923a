package dev.plumbline.bench.query;

import dev.plumbline.tracestore.RequestWriter;
import dev.plumbline.tracestore.SpanRecord;
import dev.plumbline.tracestore.TraceWriter;
import dev.plumbline.tracestore.traffic.TrafficWriter;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import javax.sql.DataSource;

/** Stores traces by the writer of the product, many in a transaction. */
final class DayStore {
    private static final int BATCH = 500;

    private final DataSource database;
    private final TraceWriter spans = new TraceWriter();
    private final RequestWriter requests = new RequestWriter();
    private final TrafficWriter traffic = new TrafficWriter();

    DayStore(DataSource database) {
        this.database = database;
    }

    /** @param progress told how many traces are stored */
    void write(StoredDay day, int traces, IntConsumer progress) throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (int from = 0; from < traces; from += BATCH) {
                List<StoredDay.Trace> batch = new ArrayList<>();
                for (int i = from; i < Math.min(traces, from + BATCH); i++) {
                    batch.add(day.trace(i));
                }
                write(connection, batch);
                progress.accept(from + batch.size());
            }
            write(connection, List.of(day.large()));
        }
    }

    /** What trace-ingest does some seconds to minutes and autovacuum some minutes after such a load. */
    void settle() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            while (traffic.count(connection, BATCH)) {
                connection.commit();
            }
            while (traffic.note(connection, Integer.MAX_VALUE, 20)) {
                connection.commit();
            }
            connection.commit();
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
        }
    }

    private void write(Connection connection, List<StoredDay.Trace> batch) throws SQLException {
        Set<LocalDate> days = new TreeSet<>();
        batch.forEach(trace -> days.add(trace.day()));
        connection.setAutoCommit(true);
        spans.ensureDays(connection, spans.unknownDays(days));
        spans.daysEnsured(days);
        connection.setAutoCommit(false);
        List<SpanRecord> rows = new ArrayList<>();
        batch.forEach(trace -> rows.addAll(trace.spans()));
        spans.append(connection, List.of(rows));
        requests.replace(
                connection,
                batch.stream()
                        .map(trace -> new RequestWriter.OfTrace(trace.day(), List.of(trace.request()), Map.of()))
                        .toList());
        connection.commit();
    }
}
