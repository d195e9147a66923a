package dev.plumbline.bench.chaos;

import dev.plumbline.servers.process.Deadline;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;

/** What is in the store when all is over. */
final class OutcomeStore {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final DataSource database;

    OutcomeStore(DataSource database) {
        this.database = database;
    }

    /** Waits until every trace is settled and every event has been handed to the bus. */
    void awaitSettled() throws SQLException {
        Deadline deadline = Deadline.in(PATIENCE);
        while (number("SELECT (SELECT count(*) FROM trace.settle) + (SELECT count(*) FROM trace.outbox)") > 0) {
            if (deadline.passed()) {
                throw new IllegalStateException("not settled within " + PATIENCE.toMinutes() + " minutes");
            }
            deadline.pause();
        }
    }

    /** Trace id and span id in hex of every stored span. */
    Set<String> keys() throws SQLException {
        return texts("SELECT encode(trace_id, 'hex') || encode(span_id, 'hex') FROM trace.span");
    }

    /** Trace id, span id and version of every request. */
    Set<String> requests() throws SQLException {
        return texts("SELECT encode(trace_id, 'hex') || encode(span_id, 'hex') || ' ' || version FROM trace.request");
    }

    long rows() throws SQLException {
        return number("SELECT count(*) FROM trace.span");
    }

    /** Spans without their payload, and payloads without their span. */
    long unpaired() throws SQLException {
        return number("""
                SELECT count(*) FROM trace.span
                FULL JOIN trace.payload USING (trace_id, span_id, project_id, start_nano, day)
                WHERE span.name IS NULL OR payload.body IS NULL
                """);
    }

    /** The ledger of all traces: received, stored, duplicate, rejected, dropped. */
    record Ledger(long received, long stored, long duplicate, long rejected, long dropped) {}

    Ledger ledger() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("""
                    SELECT sum(received), sum(stored), sum(duplicate), sum(rejected), sum(dropped)
                    FROM trace.ledger WHERE signal = 'traces'
                    """);
            row.next();
            return new Ledger(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }
    }

    private Set<String> texts(String query) throws SQLException {
        Set<String> texts = new HashSet<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(10_000);
            ResultSet row = statement.executeQuery(query);
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(query);
            row.next();
            return row.getLong(1);
        }
    }
}
