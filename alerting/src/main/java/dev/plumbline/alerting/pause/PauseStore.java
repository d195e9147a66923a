package dev.plumbline.alerting.pause;

import dev.plumbline.alerting.audit.AuditStore;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Pauses, each with its audit. */
@Singleton
public class PauseStore {
    /** So long after its end a pause still keeps what happened in it from being judged. */
    private static final Duration REMEMBERED = Duration.ofDays(8);

    private static final String SINCE = "SELECT * FROM alert.rule_pause WHERE ends_at > ? ORDER BY id";
    private static final String ADD = """
            INSERT INTO alert.rule_pause (project_id, rule, feature, score, slice, paused_by, reason, starts_at, ends_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *
            """;
    private static final String END = """
            UPDATE alert.rule_pause SET ends_at = ?, ended_by = ?
            WHERE project_id = ? AND rule = ? AND ends_at > ?
              AND (?::text IS NULL OR feature = ?) AND (?::text IS NULL OR score = ?) AND (?::text IS NULL OR slice = ?)
            RETURNING *
            """;

    private final DataSource database;
    private final AuditStore audit;
    private final Clock clock;

    PauseStore(DataSource database, AuditStore audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** Those that last, and those that ended not long ago. */
    public List<Pause> recent() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return recent(connection);
        }
    }

    /** In the caller's transaction. */
    public List<Pause> recent(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SINCE)) {
            query.setTimestamp(1, Timestamp.from(clock.instant().minus(REMEMBERED)));
            return read(query.executeQuery());
        }
    }

    Pause pause(Pause.What what, String actor, String reason, Instant until) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
                insert.setInt(1, what.project());
                insert.setString(2, what.rule());
                insert.setString(3, what.feature());
                insert.setString(4, what.score());
                insert.setString(5, what.slice());
                insert.setString(6, actor);
                insert.setString(7, reason);
                insert.setTimestamp(8, Timestamp.from(clock.instant()));
                insert.setTimestamp(9, Timestamp.from(until));
                Pause made = read(insert.executeQuery()).get(0);
                audited(connection, actor, "pause", made);
                connection.commit();
                return made;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Ends what lasts of it now; what is named must be what was paused. Returns what ended. */
    List<Pause> resume(Pause.What what, String actor) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement(END)) {
                Timestamp now = Timestamp.from(clock.instant());
                update.setTimestamp(1, now);
                update.setString(2, actor);
                update.setInt(3, what.project());
                update.setString(4, what.rule());
                update.setTimestamp(5, now);
                update.setString(6, what.feature());
                update.setString(7, what.feature());
                update.setString(8, what.score());
                update.setString(9, what.score());
                update.setString(10, what.slice());
                update.setString(11, what.slice());
                List<Pause> ended = read(update.executeQuery());
                for (Pause pause : ended) {
                    audited(connection, actor, "resume", pause);
                }
                connection.commit();
                return ended;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void audited(Connection connection, String actor, String action, Pause pause) throws SQLException {
        Map<String, String> facts = new TreeMap<>(Map.of("until", pause.endsAt().toString(), "reason", pause.reason()));
        put(facts, "feature", pause.what().feature());
        put(facts, "score", pause.what().score());
        put(facts, "slice", pause.what().slice());
        audit.write(
                connection,
                new AuditStore.Entry(actor, action, "rule/" + pause.what().rule(), null, facts));
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    private static List<Pause> read(ResultSet row) throws SQLException {
        List<Pause> all = new ArrayList<>();
        while (row.next()) {
            all.add(new Pause(
                    row.getInt("id"),
                    new Pause.What(
                            row.getInt("project_id"),
                            row.getString("rule"),
                            row.getString("feature"),
                            row.getString("score"),
                            row.getString("slice")),
                    row.getString("paused_by"),
                    row.getString("reason"),
                    row.getTimestamp("starts_at").toInstant(),
                    row.getTimestamp("ends_at").toInstant(),
                    row.getString("ended_by")));
        }
        return all;
    }
}
