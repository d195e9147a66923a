package dev.plumbline.ingest.project;

import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** How much each project may send; a changed limit holds within half a minute. Each replica counts for itself. */
@Singleton
public class LimitStore {
    private static final Duration TRUST = Duration.ofSeconds(30);
    private static final int UNLIMITED = 0;

    private final DataSource database;
    private final Clock clock;
    private final Map<Integer, Held> held = new ConcurrentHashMap<>();

    LimitStore(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Held(RateLimit limit, Instant until) {}

    /** A project sends more than it may; what it sent may be sent again later. */
    public static final class OverLimitException extends Exception {
        private static final long serialVersionUID = 1L;

        OverLimitException(int perSecond) {
            super("this project may send " + perSecond + " items per second");
        }
    }

    /** Before a message is read. */
    public void check(int projectId) throws SQLException, OverLimitException {
        RateLimit limit = limit(projectId);
        if (limit.perSecond() != UNLIMITED && !limit.isOpen(nanos())) {
            throw new OverLimitException(limit.perSecond());
        }
    }

    /** Before what it held is stored. */
    public void take(int projectId, int items) throws SQLException, OverLimitException {
        RateLimit limit = limit(projectId);
        if (limit.perSecond() != UNLIMITED && !limit.take(items, nanos())) {
            throw new OverLimitException(limit.perSecond());
        }
    }

    private long nanos() {
        Instant now = clock.instant();
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    private RateLimit limit(int projectId) throws SQLException {
        Instant now = clock.instant();
        Held known = held.get(projectId);
        if (known != null && now.isBefore(known.until())) {
            return known.limit();
        }
        int perSecond = read(projectId);
        RateLimit limit = known != null && known.limit().perSecond() == perSecond
                ? known.limit()
                : new RateLimit(perSecond, nanos());
        held.put(projectId, new Held(limit, now.plus(TRUST)));
        return limit;
    }

    private int read(int projectId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT spans_per_second FROM trace.project WHERE id = ?")) {
            query.setInt(1, projectId);
            ResultSet row = query.executeQuery();
            return row.next() ? row.getInt(1) : UNLIMITED;
        }
    }

    /** What was changed here holds here at once. */
    void forget(int projectId) {
        held.remove(projectId);
    }
}
