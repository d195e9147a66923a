package dev.plumbline.evaluator.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.tracestore.database.Sql;
import dev.plumbline.tracestore.outbox.Outbox;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** How each series stands. It moves under its row's lock, its marks and its event in the same transaction. */
@Singleton
class HealthStore {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String BEGIN = """
            INSERT INTO eval.judge_health (project_id, feature, rubric, scorer, state, last_at) VALUES (?, ?, ?, ?, ?::jsonb, ?)
            ON CONFLICT DO NOTHING
            """;
    private static final String LOCK = """
            SELECT state FROM eval.judge_health
            WHERE project_id = ? AND feature = ? AND rubric = ? AND scorer = ? FOR UPDATE SKIP LOCKED
            """;
    private static final String SAVE = """
            UPDATE eval.judge_health SET state = ?::jsonb, bars = ?, degraded = ?, last_at = greatest(last_at, ?)
            WHERE project_id = ? AND feature = ? AND rubric = ? AND scorer = ?
            """;
    private static final String REPLACED = """
            SELECT project_id, feature, rubric, scorer, state FROM eval.judge_health
            WHERE project_id = ? AND feature = ? AND rubric = ? AND scorer <> ? AND degraded AND last_at < ?
            FOR UPDATE SKIP LOCKED
            """;
    private static final String LIST = """
            SELECT project_id, feature, rubric, scorer, state, last_at FROM eval.judge_health
            WHERE project_id = ? AND (?::text IS NULL OR feature = ?)
            ORDER BY degraded DESC, last_at DESC, feature, rubric, scorer LIMIT 500
            """;
    private static final String RECENT = """
            SELECT project_id, feature, rubric, scorer FROM eval.judge_health WHERE last_at > ?
            ORDER BY project_id, rubric, scorer, feature
            """;
    private static final String BARRED = "SELECT project_id, feature, rubric, scorer FROM eval.judge_health WHERE bars";
    private static final String SWEEP = "DELETE FROM eval.judge_health WHERE last_at < ? AND NOT degraded";

    private final DataSource database;
    private final Outbox outbox = new Outbox("eval");

    HealthStore(DataSource database) {
        this.database = database;
    }

    record Standing(Series series, Known known, Instant lastAt) {}

    /** Counts the marks that wait. @return whether there may be more; not while another replica holds the series */
    boolean count(Series series, Instant now) {
        return Sql.transaction(database, connection -> {
            begin(connection, series, now);
            Optional<Known> before = lock(connection, series);
            if (before.isEmpty()) {
                return false;
            }
            List<Known.Mark> marks = MarkStore.take(connection, series);
            if (!marks.isEmpty()) {
                settleReplaced(connection, series, now);
                move(connection, new Move(series, before.get(), before.get().after(marks), ""), now);
            }
            return !marks.isEmpty();
        });
    }

    /** Moves a series that is known by something else than its marks. */
    void move(Series series, UnaryOperator<Known> step, Instant now) {
        Sql.commit(database, connection -> {
            Optional<Known> before = lock(connection, series);
            if (before.isPresent()) {
                move(connection, new Move(series, before.get(), step.apply(before.get()), ""), null, now);
            }
        });
    }

    private record Move(Series series, Known before, Known after, String why) {}

    private void move(Connection connection, Move move, Instant now) throws SQLException {
        move(connection, move, now, now);
    }

    private void move(Connection connection, Move move, @Nullable Instant asked, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SAVE)) {
            update.setString(1, write(move.after()));
            update.setBoolean(2, move.after().bars());
            update.setBoolean(3, !move.after().worse().isEmpty());
            update.setObject(4, asked == null ? null : asked.atOffset(ZoneOffset.UTC));
            update.setInt(5, move.series().projectId());
            update.setString(6, move.series().feature());
            update.setString(7, move.series().rubric());
            update.setString(8, move.series().scorer());
            update.executeUpdate();
        }
        outbox.append(connection, HealthEvents.of(move.series(), move.before(), move.after(), now, move.why()));
    }

    /** A version that was asked before this one is asked no more: what was wrong with it is over. */
    private void settleReplaced(Connection connection, Series series, Instant now) throws SQLException {
        List<Move> replaced = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(REPLACED)) {
            MarkStore.bind(query, series);
            query.setObject(5, now.atOffset(ZoneOffset.UTC));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Known known = read(row.getString("state"));
                replaced.add(new Move(MarkStore.series(row), known, known.settled(), HealthEvents.OTHER_VERSION));
            }
        }
        for (Move move : replaced) {
            move(connection, move, null, now);
        }
    }

    private static void begin(Connection connection, Series series, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            MarkStore.bind(insert, series);
            insert.setString(5, write(Known.NOTHING));
            insert.setObject(6, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static Optional<Known> lock(Connection connection, Series series) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOCK)) {
            MarkStore.bind(query, series);
            ResultSet row = query.executeQuery();
            return row.next() ? Optional.of(read(row.getString(1))) : Optional.empty();
        }
    }

    List<Standing> list(int project, @Nullable String feature) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(LIST)) {
                query.setInt(1, project);
                query.setString(2, feature);
                query.setString(3, feature);
                List<Standing> all = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    all.add(new Standing(
                            MarkStore.series(row),
                            read(row.getString("state")),
                            row.getObject("last_at", OffsetDateTime.class).toInstant()));
                }
                return all;
            }
        });
    }

    /** Series that were asked since. */
    List<Series> recent(Instant since) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(RECENT)) {
                query.setObject(1, since.atOffset(ZoneOffset.UTC));
                List<Series> all = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    all.add(MarkStore.series(row));
                }
                return all;
            }
        });
    }

    /** Series whose scores may neither gate nor page. */
    Set<Series> barred() {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(BARRED)) {
                Set<Series> all = new HashSet<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    all.add(MarkStore.series(row));
                }
                return all;
            }
        });
    }

    int sweep(Instant before) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(SWEEP)) {
                delete.setObject(1, before.atOffset(ZoneOffset.UTC));
                return delete.executeUpdate();
            }
        });
    }

    private static Known read(String json) {
        try {
            return JSON.readValue(json, Known.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Known known) {
        try {
            return JSON.writeValueAsString(known);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
