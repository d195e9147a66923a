package dev.plumbline.bench.ingest;

import dev.plumbline.servers.process.Deadline;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** What trace-ingest has stored and what it has still to do. */
final class StoredStore {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final DataSource database;

    StoredStore(DataSource database) {
        this.database = database;
    }

    long spans() throws SQLException {
        return number("SELECT count(*) FROM trace.span");
    }

    boolean holds(String traceId) throws SQLException {
        return number("SELECT count(*) FROM trace.span WHERE trace_id = '\\x" + traceId + "'") > 0;
    }

    /** Bytes of tables and indexes that hold spans and payloads. */
    long bytes() throws SQLException {
        return number(
                "SELECT sum(pg_total_relation_size(relid)) FROM (SELECT relid FROM pg_partition_tree('trace.span')"
                        + " UNION ALL SELECT relid FROM pg_partition_tree('trace.payload')) AS part");
    }

    /** Forgets all spans and requests. */
    void empty() throws SQLException {
        execute("TRUNCATE trace.span, trace.payload, trace.request");
    }

    /** Adds copies under other trace ids, until there are so many times the rows. */
    void multiply(int times) throws SQLException {
        for (String table : List.of("span", "payload", "request")) {
            execute("DO $$ DECLARE columns text; BEGIN SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)"
                    + " INTO columns FROM pg_attribute WHERE attrelid = 'trace." + table + "'::regclass"
                    + " AND attnum > 0 AND NOT attisdropped AND attgenerated = '';"
                    + " EXECUTE format('INSERT INTO trace." + table + " (%s) SELECT %s FROM trace." + table
                    + " CROSS JOIN generate_series(2, " + times + ") AS copy', columns, replace(columns, 'trace_id',"
                    + " 'decode(md5(encode(trace_id, ''hex'') || copy), ''hex'')')); END $$");
        }
        execute("VACUUM ANALYZE trace.span, trace.payload, trace.request");
        execute("CHECKPOINT");
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }

    /** Waits until every trace is settled and every event is on the bus. */
    void awaitSettled() throws SQLException {
        Deadline deadline = Deadline.in(PATIENCE);
        while (number("SELECT (SELECT count(*) FROM trace.settle) + (SELECT count(*) FROM trace.outbox)") > 0) {
            if (deadline.passed()) {
                throw new IllegalStateException("not settled within " + PATIENCE.toMinutes() + " minutes");
            }
            deadline.pause();
        }
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
