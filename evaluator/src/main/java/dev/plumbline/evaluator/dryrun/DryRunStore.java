package dev.plumbline.evaluator.dryrun;

import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.sessions.SessionAsOf;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Trials with their requests or sessions, leased like any other long work. */
@Singleton
class DryRunStore {
    private static final HexFormat HEX = HexFormat.of();

    private final DataSource database;

    DryRunStore(DataSource database) {
        this.database = database;
    }

    /**
     * @param features all when null
     * @param ofSessions whether it is tried on sessions instead of requests
     * @param most so many of them
     */
    record Wanted(
            DryRun.Of of,
            Compared with,
            Parameters.Range range,
            @Nullable List<String> features,
            boolean ofSessions,
            int most) {}

    /** Who asks, and the scorer whose verdicts it is held against; an empty one has none. */
    record Compared(String author, @Nullable String scorer) {}

    /**
     * What is leased.
     *
     * @param request of a session the first
     * @param session null in a trial on requests
     */
    record Task(
            String run,
            int place,
            RequestRef request,
            @Nullable SessionAsOf session,
            String name,
            int version,
            int attempts) {}

    /** @return how many requests or sessions it has */
    int add(Wanted wanted) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(DryRunSql.ADD)) {
                insert.setString(1, wanted.of().id());
                insert.setString(2, wanted.of().name());
                insert.setInt(3, wanted.of().version());
                insert.setInt(4, wanted.of().project());
                insert.setString(5, wanted.with().scorer());
                insert.setString(6, wanted.with().author());
                insert.setObject(7, utc(wanted.of().at()));
                insert.executeUpdate();
            }
            return addItems(connection, wanted);
        });
    }

    Optional<Task> lease(Instant now, Duration lease) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(DryRunSql.LEASE)) {
                update.setObject(1, utc(now.plus(lease)));
                update.setObject(2, utc(now));
                ResultSet row = update.executeQuery();
                return row.next() ? Optional.of(task(row)) : Optional.empty();
            }
        });
    }

    private static Task task(ResultSet row) throws SQLException {
        String session = row.getString("session");
        return new Task(
                row.getString("run_id"),
                row.getInt("place"),
                new RequestRef(
                        row.getInt("project_id"),
                        HEX.formatHex(row.getBytes("trace_id")),
                        HEX.formatHex(row.getBytes("span_id"))),
                session == null
                        ? null
                        : new SessionAsOf(
                                row.getInt("project_id"),
                                row.getString("feature"),
                                session,
                                row.getInt("session_version")),
                row.getString("name"),
                row.getInt("version"),
                row.getInt("attempts"));
    }

    void judged(Task task, Finding finding) {
        end(task, "judged", finding.label().wire(), finding.value(), finding.explanation());
    }

    void failed(Task task, String reason) {
        end(task, "failed", null, null, reason);
    }

    /** @param attempted whether this lease counts */
    void release(Task task, Instant due, boolean attempted) {
        Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(DryRunSql.RELEASE)) {
                update.setObject(1, utc(due));
                update.setInt(2, attempted ? 0 : 1);
                update.setString(3, task.run());
                update.setInt(4, task.place());
                update.setInt(5, task.attempts());
                return update.executeUpdate();
            }
        });
    }

    Optional<DryRun> find(String name, String id) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(DryRunSql.FIND)) {
                query.setString(1, id);
                query.setString(2, name);
                ResultSet row = query.executeQuery();
                if (!row.next()) {
                    return Optional.empty();
                }
                DryRun.Of of = new DryRun.Of(
                        id,
                        name,
                        row.getInt("version"),
                        row.getInt("project_id"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant());
                return Optional.of(DryRun.of(of, row.getString("compared"), items(connection, id)));
            }
        });
    }

    private static List<DryRun.Item> items(Connection connection, String id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(DryRunSql.ITEMS)) {
            query.setString(1, id);
            List<DryRun.Item> items = new ArrayList<>();
            ResultSet row = query.executeQuery();
            while (row.next()) {
                items.add(new DryRun.Item(
                        HEX.formatHex(row.getBytes("trace_id")),
                        HEX.formatHex(row.getBytes("span_id")),
                        row.getString("session"),
                        row.getString("state"),
                        row.getString("before"),
                        row.getString("label"),
                        row.getString("explanation")));
            }
            return items;
        }
    }

    private static int addItems(Connection connection, Wanted wanted) throws SQLException {
        List<String> features = wanted.features();
        try (PreparedStatement insert =
                connection.prepareStatement(wanted.ofSessions() ? DryRunSql.ADD_SESSIONS : DryRunSql.ADD_REQUESTS)) {
            insert.setString(1, wanted.of().id());
            insert.setObject(2, utc(wanted.of().at()));
            insert.setString(3, wanted.of().name());
            insert.setString(4, wanted.with().scorer());
            insert.setInt(5, wanted.of().project());
            insert.setLong(6, wanted.range().fromNano());
            insert.setLong(7, wanted.range().toNano());
            Array only = features == null ? null : connection.createArrayOf("text", features.toArray());
            insert.setArray(8, only);
            insert.setArray(9, only);
            insert.setString(10, wanted.of().id());
            insert.setInt(11, wanted.most());
            return insert.executeUpdate();
        }
    }

    private void end(Task task, String state, @Nullable String label, @Nullable Double value, String explanation) {
        Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(DryRunSql.END)) {
                update.setString(1, state);
                update.setString(2, label);
                update.setObject(3, value);
                update.setString(4, explanation);
                update.setString(5, task.run());
                update.setInt(6, task.place());
                update.setInt(7, task.attempts());
                return update.executeUpdate();
            }
        });
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
