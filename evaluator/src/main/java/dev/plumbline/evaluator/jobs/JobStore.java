package dev.plumbline.evaluator.jobs;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.tracestore.database.ColumnsSql;
import dev.plumbline.tracestore.database.Sql;
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
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Jobs from their opening to their end. A job is open until it ends; while it is leased it is not due. A lease that runs
 * out makes it due again, and the next lease raises its fence, so that the worker before can no longer end it.
 */
@Singleton
public class JobStore {
    private static final HexFormat HEX = HexFormat.of();

    private final DataSource database;

    public JobStore(DataSource database) {
        this.database = database;
    }

    private record Key(RequestRef request, JobKind kind) {}

    /**
     * Opens jobs in the caller's transaction; a lower or equal version of a request that is known is nothing.
     *
     * @return of each kind, how many were opened, or opened anew
     */
    public Map<JobKind, Integer> open(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        return open(connection, JobSql.OPEN, jobs, now);
    }

    /** Opens jobs in the caller's transaction, also such as have ended with this version: there is news for them. */
    public void openAgain(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        open(connection, JobSql.OPEN_AGAIN, jobs, now);
    }

    private static Map<JobKind, Integer> open(Connection connection, String sql, List<NewJob> jobs, Instant now)
            throws SQLException {
        Map<Key, NewJob> latest = new LinkedHashMap<>();
        jobs.forEach(job -> latest.merge(
                new Key(job.request(), job.kind()),
                job,
                (one, other) -> one.version() >= other.version() ? one : other));
        List<NewJob> rows = new ArrayList<>(latest.values());
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            ColumnsSql<NewJob> columns = new ColumnsSql<>(connection, insert, rows);
            columns.add("int4", job -> job.request().projectId())
                    .add("bytea", job -> bytes(job.request().traceId()))
                    .add("bytea", job -> bytes(job.request().spanId()))
                    .add("text", job -> job.kind().wire())
                    .add("int4", NewJob::version)
                    .add("text", NewJob::feature)
                    .add("int8", NewJob::startNano)
                    .add("float8", job -> job.sampling().probability())
                    .add("text", job -> job.sampling().reason())
                    .add("int4", job -> job.sampling().policyVersion())
                    .add("text", NewJob::session)
                    .add("float8", job -> job.sampling().rate());
            insert.setObject(13, utc(now));
            Map<JobKind, Integer> opened = new EnumMap<>(JobKind.class);
            ResultSet row = insert.executeQuery();
            while (row.next()) {
                opened.merge(JobKind.of(row.getString("kind")), 1, Integer::sum);
            }
            return opened;
        }
    }

    /** Takes up to {@code limit} jobs that are due, the longest due first. */
    public List<Job> lease(JobKind kind, int limit, Instant now, Duration lease) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(JobSql.LEASE)) {
                update.setString(1, kind.wire());
                update.setObject(2, utc(now));
                update.setInt(3, limit);
                update.setObject(4, utc(now.plus(lease)));
                update.setObject(5, utc(now.plus(lease)));
                List<Job> jobs = new ArrayList<>();
                ResultSet row = update.executeQuery();
                while (row.next()) {
                    jobs.add(job(row));
                }
                return jobs;
            }
        });
    }

    /**
     * Gives a job back without an end; nothing when it is held no more.
     *
     * @param due when it may be leased again
     * @param attempted whether this lease counts as an attempt
     * @param detail why, for whoever looks at a waiting job
     */
    public void release(Job job, Instant due, boolean attempted, String detail) {
        Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(JobSql.RELEASE)) {
                update.setObject(1, utc(due));
                update.setInt(2, attempted ? 0 : 1);
                update.setString(3, detail);
                bindKey(update, 4, job.request());
                update.setString(7, job.kind().wire());
                update.setLong(8, job.fence());
                return update.executeUpdate();
            }
        });
    }

    /**
     * Locks those of the jobs that are still held; the others have been taken over or opened anew.
     *
     * @return why each is scored as is known now: phase 2 may have decided since it was leased
     */
    public Map<Job, SamplingDecision> lockHeld(Connection connection, Collection<Job> jobs) throws SQLException {
        Map<Key, Job> byKey = new HashMap<>();
        jobs.forEach(job -> byKey.put(new Key(job.request(), job.kind()), job));
        List<Job> rows = List.copyOf(byKey.values());
        Map<Job, SamplingDecision> held = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(JobSql.LOCK_HELD)) {
            new ColumnsSql<>(connection, query, rows)
                    .add("bytea", job -> bytes(job.request().traceId()))
                    .add("bytea", job -> bytes(job.request().spanId()))
                    .add("int4", job -> job.request().projectId())
                    .add("text", job -> job.kind().wire())
                    .add("int8", Job::fence);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Job job = byKey.get(new Key(ref(row), JobKind.of(row.getString("kind"))));
                if (job != null) {
                    held.put(job, sampling(row));
                }
            }
        }
        return held;
    }

    /** Ends jobs that {@link #lockHeld} locked in the same transaction. */
    public void end(Connection connection, Map<Job, JobEnd> ends, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(JobSql.END)) {
            for (Map.Entry<Job, JobEnd> ended : ends.entrySet()) {
                update.setString(1, ended.getValue().state().wire());
                update.setObject(2, utc(now));
                update.setString(3, ended.getValue().reason());
                update.setString(4, ended.getValue().detail());
                bindKey(update, 5, ended.getKey().request());
                update.setString(8, ended.getKey().kind().wire());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Ends all jobs of requests that are no requests any more, whoever holds them. */
    public void endGone(Connection connection, Collection<RequestRef> requests, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(JobSql.GONE)) {
            for (RequestRef request : requests) {
                update.setObject(1, utc(now));
                bindKey(update, 2, request);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /**
     * Ends what has been open since before a moment and is held by nobody.
     *
     * @param tried whether those that were tried without an end, or those that nobody came to
     */
    public int expire(JobKind kind, Instant openedBefore, boolean tried, JobEnd end, Instant now) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(JobSql.EXPIRE)) {
                update.setString(1, kind.wire());
                update.setObject(2, utc(openedBefore));
                update.setObject(3, utc(now));
                update.setBoolean(4, tried);
                update.setString(5, end.state().wire());
                update.setObject(6, utc(now));
                update.setString(7, end.reason());
                update.setString(8, end.detail());
                return update.executeUpdate();
            }
        });
    }

    /** All requests known here of the traces of these. */
    public Set<RequestRef> siblings(Collection<RequestRef> requests) {
        Map<String, RequestRef> byTrace = new LinkedHashMap<>();
        requests.forEach(request -> byTrace.put(request.projectId() + request.traceId(), request));
        return Sql.read(database, connection -> {
            Set<RequestRef> siblings = new LinkedHashSet<>();
            try (PreparedStatement query = connection.prepareStatement(JobSql.SIBLINGS)) {
                new ColumnsSql<>(connection, query, List.copyOf(byTrace.values()))
                        .add("bytea", request -> bytes(request.traceId()))
                        .add("int4", RequestRef::projectId);
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    siblings.add(ref(row));
                }
            }
            return siblings;
        });
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                ref(row),
                JobKind.of(row.getString("kind")),
                row.getInt("version"),
                sampling(row),
                row.getLong("fence"),
                row.getInt("attempts"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant());
    }

    private static SamplingDecision sampling(ResultSet row) throws SQLException {
        double probability = row.getDouble("probability");
        Double rate = row.getObject("rate", Double.class);
        return new SamplingDecision(
                true,
                probability,
                row.getString("reason"),
                row.getInt("policy_version"),
                rate == null ? probability : rate);
    }

    private static RequestRef ref(ResultSet row) throws SQLException {
        return new RequestRef(
                row.getInt("project_id"),
                HEX.formatHex(row.getBytes("trace_id")),
                HEX.formatHex(row.getBytes("span_id")));
    }

    private static void bindKey(PreparedStatement statement, int first, RequestRef request) throws SQLException {
        statement.setBytes(first, bytes(request.traceId()));
        statement.setBytes(first + 1, bytes(request.spanId()));
        statement.setInt(first + 2, request.projectId());
    }

    private static byte[] bytes(String hex) {
        return HEX.parseHex(hex);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
