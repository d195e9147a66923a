package dev.plumbline.ingest.retention;

import dev.plumbline.ingest.IngestConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Empties and drops the leaves whose time is over. A leaf that someone reads is left for the next round. */
@Singleton
public class RetentionStore {
    private static final Logger LOG = Logger.getLogger(RetentionStore.class);
    private static final String LOCK_IS_TAKEN = "55P03";

    private static final String LEAVES = """
            SELECT pg_class.relname FROM pg_partition_tree(?::regclass) AS tree
            JOIN pg_class ON pg_class.oid = tree.relid WHERE tree.isleaf ORDER BY pg_class.relname
            """;

    /** A day none of whose leaves is left. */
    private static final String EMPTY_DAYS = """
            SELECT pg_class.relname FROM pg_partition_tree(?::regclass) AS tree
            JOIN pg_class ON pg_class.oid = tree.relid
            WHERE tree.level = 1 AND pg_class.relkind = 'p'
              AND NOT EXISTS (SELECT 1 FROM pg_inherits WHERE inhparent = tree.relid)
            """;

    private final DataSource database;
    private final Map<Integer, Integer> contentDays;
    private final IngestConfig accepted;
    private final Clock clock;

    RetentionStore(DataSource database, RetentionConfig config, IngestConfig accepted, Clock clock) {
        this.database = database;
        this.contentDays = Map.of(
                7,
                config.contentDays7(),
                30,
                config.contentDays30(),
                90,
                config.contentDays90(),
                400,
                config.contentDays400());
        this.accepted = accepted;
        this.clock = clock;
    }

    /** What one round did, by name of the table. */
    public record Swept(List<String> emptied, List<String> dropped) {}

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void everyHour() throws SQLException {
        Swept swept = sweep();
        if (!swept.dropped().isEmpty()) {
            LOG.infof("retention dropped %s", swept.dropped());
        }
    }

    /** One round over all leaves. */
    public Swept sweep() throws SQLException {
        return sweep(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), leaf -> true);
    }

    Swept sweep(LocalDate today, Predicate<Leaf> which) throws SQLException {
        Swept swept = new Swept(new ArrayList<>(), new ArrayList<>());
        try (Connection connection = database.getConnection()) {
            for (String table : List.of("payload", "span_log", "request", "span")) {
                for (String name : names(connection, LEAVES, table)) {
                    Leaf leaf = Leaf.of(name).orElse(null);
                    if (leaf != null && which.test(leaf)) {
                        end(connection, leaf, today, swept);
                    }
                }
                for (String name : names(connection, EMPTY_DAYS, table)) {
                    if (run(connection, "DROP TABLE trace." + name)) {
                        swept.dropped().add(name);
                    }
                }
            }
        }
        return swept;
    }

    private void end(Connection connection, Leaf leaf, LocalDate today, Swept swept) throws SQLException {
        switch (leaf.fate(today, contentDays, accepted.acceptedPast().toDays())) {
            case DROPPED -> {
                if (run(connection, uncounted(leaf) + "DROP TABLE trace." + leaf.name())) {
                    swept.dropped().add(leaf.name());
                }
            }
            case EMPTIED -> {
                if (holdsRows(connection, leaf.name())
                        && run(connection, uncounted(leaf) + "TRUNCATE trace." + leaf.name())) {
                    swept.emptied().add(leaf.name());
                }
            }
            case KEPT -> {
                return;
            }
        }
    }

    /** What goes without a DELETE must be counted again all the same, or charts would go on showing it. */
    private static String uncounted(Leaf leaf) {
        return leaf.table().equals("request")
                ? "INSERT INTO trace.traffic_due SELECT DISTINCT project_id, (start_nano / 60000000000)::integer FROM trace."
                        + leaf.name() + "; "
                : "";
    }

    private static boolean holdsRows(Connection connection, String name) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT EXISTS (SELECT 1 FROM trace." + name + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Waits two seconds at most: whoever waits for such a lock holds up everyone behind it. */
    private static boolean run(Connection connection, String statement) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement change = connection.createStatement()) {
            change.execute("SET LOCAL lock_timeout = '2s'");
            change.execute(statement);
            connection.commit();
            return true;
        } catch (SQLException e) {
            connection.rollback();
            if (LOCK_IS_TAKEN.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static List<String> names(Connection connection, String query, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, "trace." + table);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
