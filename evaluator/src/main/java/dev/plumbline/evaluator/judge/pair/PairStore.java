package dev.plumbline.evaluator.judge.pair;

import dev.plumbline.evaluator.judge.pair.Outcome.Preference;
import dev.plumbline.evaluator.judge.pair.PairItem.Pair;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/** Pairs as work: leased by one worker at a time, ended once by who still holds the lease. */
@Singleton
class PairStore {
    private static final String LEASE = """
            UPDATE eval.comparison_pair AS pair
            SET due_at = ?, fence = fence + 1, attempts = attempts + 1
            FROM (SELECT comparison_id, place FROM eval.comparison_pair
                  WHERE state = 'open' AND due_at <= ? ORDER BY due_at, place LIMIT 1
                  FOR UPDATE SKIP LOCKED) AS due, eval.comparison
            WHERE pair.comparison_id = due.comparison_id AND pair.place = due.place
              AND comparison.id = pair.comparison_id
            RETURNING pair.*, comparison.rubric, comparison.version, comparison.project_id
            """;
    private static final String END = """
            UPDATE eval.comparison_pair
            SET state = ?, outcome = ?, a_first = ?, b_first = ?, reason = ?, ended_at = ?
            WHERE comparison_id = ?::uuid AND place = ? AND fence = ? AND state = 'open'
            """;
    private static final String RELEASE = """
            UPDATE eval.comparison_pair SET due_at = ?, attempts = attempts - ?
            WHERE comparison_id = ?::uuid AND place = ? AND fence = ? AND state = 'open'
            """;

    private static final String EXPIRE = """
            UPDATE eval.comparison_pair
            SET state = CASE WHEN attempts = 0 THEN 'not_judged' ELSE 'failed' END,
                reason = CASE WHEN attempts = 0 THEN 'judge backlog' ELSE 'judge unavailable' END, ended_at = ?
            WHERE state = 'open' AND opened_at < ? AND due_at <= ?
            """;

    private final DataSource database;

    PairStore(DataSource database) {
        this.database = database;
    }

    /** A leased pair. @param rubric with its version, by which it is judged */
    record Task(Key key, Pair pair, String rubric, int version, int attempts, Instant openedAt) {}

    /** @param fence of the lease */
    record Key(String comparison, int place, long fence) {}

    /** How a pair ended. @param outcome null unless judged @param orders null where nobody was asked */
    record End(
            String state,
            @Nullable Outcome outcome,
            PairItem.@Nullable Orders orders,
            @Nullable String reason) {
        static End judged(Preference aFirst, Preference bFirst) {
            return new End(
                    "judged", Outcome.of(aFirst, bFirst), new PairItem.Orders(aFirst.wire(), bFirst.wire()), null);
        }

        static End known(Outcome outcome) {
            return new End("judged", outcome, null, "nobody was asked: an answer has no content, or both are the same");
        }

        static End failed(String reason) {
            return new End("failed", null, null, reason);
        }

        static End notJudged(String reason) {
            return new End("not_judged", null, null, reason);
        }
    }

    Optional<Task> lease(Instant now, Duration lease) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(LEASE)) {
                update.setObject(1, utc(now.plus(lease)));
                update.setObject(2, utc(now));
                ResultSet row = update.executeQuery();
                return row.next()
                        ? Optional.of(new Task(
                                new Key(row.getString("comparison_id"), row.getInt("place"), row.getLong("fence")),
                                ComparisonStore.pair(row, row.getInt("project_id")),
                                row.getString("rubric"),
                                row.getInt("version"),
                                row.getInt("attempts"),
                                row.getObject("opened_at", OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        });
    }

    /** @return whether it was still held */
    boolean end(Key key, End end, Instant now) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(END)) {
                Outcome outcome = end.outcome();
                PairItem.Orders orders = end.orders();
                update.setString(1, end.state());
                update.setString(2, outcome == null ? null : outcome.wire());
                update.setString(3, orders == null ? null : orders.aFirst());
                update.setString(4, orders == null ? null : orders.bFirst());
                update.setString(5, end.reason());
                update.setObject(6, utc(now));
                update.setString(7, key.comparison());
                update.setInt(8, key.place());
                update.setLong(9, key.fence());
                return update.executeUpdate() == 1;
            }
        });
    }

    /** @param attempted whether this lease counts */
    void release(Key key, Instant due, boolean attempted) {
        Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
                update.setObject(1, utc(due));
                update.setInt(2, attempted ? 0 : 1);
                update.setString(3, key.comparison());
                update.setInt(4, key.place());
                update.setLong(5, key.fence());
                return update.executeUpdate();
            }
        });
    }

    /** Ends what has waited since before, and is in nobody's hands. */
    int expire(Instant before, Instant now) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(EXPIRE)) {
                update.setObject(1, utc(now));
                update.setObject(2, utc(before));
                update.setObject(3, utc(now));
                return update.executeUpdate();
            }
        });
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
