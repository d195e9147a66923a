package dev.plumbline.evaluator.dryrun;

import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.scoring.Finding;
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

/** Trials and their requests, leased like any other long work. */
@Singleton
class DryRunStore {
    private static final HexFormat HEX = HexFormat.of();
    private static final String ADD = """
            INSERT INTO eval.dry_run (id, name, version, project_id, compared, author, created_at)
            VALUES (?::uuid, ?, ?, ?, ?, ?, ?)
            """;
    private static final String ADD_ITEMS = """
            INSERT INTO eval.dry_run_item (run_id, place, trace_id, span_id, state, due_at, before)
            SELECT ?::uuid, row_number() OVER (), trace_id, span_id, 'open', ?, before
            FROM (SELECT job.trace_id, job.span_id, score.label AS before
                  FROM eval.job
                  LEFT JOIN eval.score
                    ON score.trace_id = job.trace_id AND score.span_id = job.span_id
                   AND score.project_id = job.project_id AND score.name = ? AND score.scorer = ?
                  WHERE job.project_id = ? AND job.kind = 'scorers' AND job.state = 'scored'
                    AND job.start_nano >= ? AND job.start_nano < ? AND (?::text[] IS NULL OR job.feature = ANY (?))
                  ORDER BY score.label IS NULL, md5(? || encode(job.trace_id, 'hex'))
                  LIMIT ?) AS picked
            """;
    private static final String LEASE = """
            UPDATE eval.dry_run_item AS item
            SET due_at = ?, attempts = attempts + 1
            FROM (SELECT run_id, place FROM eval.dry_run_item
                  WHERE state = 'open' AND due_at <= ? ORDER BY due_at, place LIMIT 1
                  FOR UPDATE SKIP LOCKED) AS due, eval.dry_run run
            WHERE item.run_id = due.run_id AND item.place = due.place AND run.id = item.run_id
            RETURNING item.*, run.name, run.version, run.project_id
            """;
    private static final String END = """
            UPDATE eval.dry_run_item SET state = ?, label = ?, value = ?, explanation = ?
            WHERE run_id = ?::uuid AND place = ? AND state = 'open' AND attempts = ?
            """;
    private static final String RELEASE = """
            UPDATE eval.dry_run_item SET due_at = ?, attempts = attempts - ?
            WHERE run_id = ?::uuid AND place = ? AND state = 'open' AND attempts = ?
            """;
    private static final String FIND = "SELECT * FROM eval.dry_run WHERE id = ?::uuid AND name = ?";
    private static final String ITEMS = "SELECT * FROM eval.dry_run_item WHERE run_id = ?::uuid ORDER BY place";

    private final DataSource database;

    DryRunStore(DataSource database) {
        this.database = database;
    }

    /** @param features all when null */
    record Wanted(
            DryRun.Of of,
            Compared with,
            Parameters.Range range,
            @Nullable List<String> features,
            int requests) {}

    /** Who asks, and the scorer whose verdicts it is held against; an empty one has none. */
    record Compared(String author, @Nullable String scorer) {}

    /** A request that is leased. */
    record Task(String run, int place, RequestRef request, String name, int version, int attempts) {}

    /** @return how many requests it has */
    int add(Wanted wanted) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
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
            try (PreparedStatement update = connection.prepareStatement(LEASE)) {
                update.setObject(1, utc(now.plus(lease)));
                update.setObject(2, utc(now));
                ResultSet row = update.executeQuery();
                return row.next()
                        ? Optional.of(new Task(
                                row.getString("run_id"),
                                row.getInt("place"),
                                new RequestRef(
                                        row.getInt("project_id"),
                                        HEX.formatHex(row.getBytes("trace_id")),
                                        HEX.formatHex(row.getBytes("span_id"))),
                                row.getString("name"),
                                row.getInt("version"),
                                row.getInt("attempts")))
                        : Optional.empty();
            }
        });
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
            try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
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
            try (PreparedStatement query = connection.prepareStatement(FIND)) {
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
        try (PreparedStatement query = connection.prepareStatement(ITEMS)) {
            query.setString(1, id);
            List<DryRun.Item> items = new ArrayList<>();
            ResultSet row = query.executeQuery();
            while (row.next()) {
                items.add(new DryRun.Item(
                        HEX.formatHex(row.getBytes("trace_id")),
                        HEX.formatHex(row.getBytes("span_id")),
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
        try (PreparedStatement insert = connection.prepareStatement(ADD_ITEMS)) {
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
            insert.setInt(11, wanted.requests());
            return insert.executeUpdate();
        }
    }

    private void end(Task task, String state, @Nullable String label, @Nullable Double value, String explanation) {
        Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(END)) {
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
