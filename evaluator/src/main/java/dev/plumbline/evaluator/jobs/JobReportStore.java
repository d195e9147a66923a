package dev.plumbline.evaluator.jobs;

import dev.plumbline.tracestore.database.Sql;
import dev.plumbline.tracestore.outbox.Outbox;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Counts jobs and forgets old ones. */
@Singleton
public class JobReportStore {
    private static final Duration RECENT = Duration.ofHours(24);

    private final DataSource database;
    private final Outbox outbox = new Outbox("eval");

    public JobReportStore(DataSource database) {
        this.database = database;
    }

    /** All open jobs, and those that ended during the last 24 hours. */
    public List<JobCount> counts(Instant now) {
        return Sql.read(database, connection -> {
            List<JobCount> counts = openCounts(connection, now);
            try (PreparedStatement query = connection.prepareStatement(JobSql.END_COUNTS)) {
                query.setObject(1, utc(now.minus(RECENT)));
                counts.addAll(read(query.executeQuery()));
            }
            return counts;
        });
    }

    /** Open jobs only: cheap enough for a metric. */
    public List<JobCount> open(Instant now) {
        return Sql.read(database, connection -> openCounts(connection, now));
    }

    /**
     * Forgets up to {@code limit} jobs that ended before a moment. A request of theirs that is settled again is scored
     * again: nothing is lost but the memory that it was.
     */
    public int sweep(Instant endedBefore, int limit) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(JobSql.SWEEP)) {
                delete.setObject(1, utc(endedBefore));
                delete.setInt(2, limit);
                return delete.executeUpdate();
            }
        });
    }

    /** Events that the bus has not taken yet. */
    public long outbox() {
        return Sql.reading(() -> outbox.backlog(database));
    }

    /** Records of the bus that could not be used and are still kept. */
    public long deadLetters() {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM eval.dead_letter")) {
                ResultSet row = query.executeQuery();
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static List<JobCount> openCounts(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(JobSql.OPEN_COUNTS)) {
            query.setObject(1, utc(now));
            query.setObject(2, utc(now));
            return read(query.executeQuery());
        }
    }

    private static List<JobCount> read(ResultSet row) throws SQLException {
        List<JobCount> counts = new ArrayList<>();
        while (row.next()) {
            counts.add(new JobCount(
                    row.getString("kind"),
                    row.getString("state"),
                    row.getString("reason"),
                    row.getLong("n"),
                    row.getObject("oldest", Long.class)));
        }
        return counts;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
