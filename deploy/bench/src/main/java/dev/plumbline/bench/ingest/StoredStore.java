package dev.plumbline.bench.ingest;

import dev.plumbline.servers.process.Deadline;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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

    /** Bytes of tables and indexes that hold spans and payloads. */
    long bytes() throws SQLException {
        return number(
                "SELECT sum(pg_total_relation_size(relid)) FROM (SELECT relid FROM pg_partition_tree('trace.span')"
                        + " UNION ALL SELECT relid FROM pg_partition_tree('trace.payload')) AS part");
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
