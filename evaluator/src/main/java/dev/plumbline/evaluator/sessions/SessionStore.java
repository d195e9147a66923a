package dev.plumbline.evaluator.sessions;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.jobs.NewJob;
import dev.plumbline.evaluator.sessions.Session.Key;
import dev.plumbline.evaluator.sessions.Session.Known;
import dev.plumbline.tracestore.database.ColumnsSql;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Sessions from their first request to each time that they are idle. */
@Singleton
public class SessionStore {
    private static final HexFormat HEX = HexFormat.of();

    private final DataSource database;
    private final JobStore jobs;

    public SessionStore(DataSource database, JobStore jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    /** These sessions have a request more, or one that was settled again: they are open, in the caller's transaction. */
    public void touch(Connection connection, Collection<Touch> touches, Instant now) throws SQLException {
        TreeMap<String, Touched> sessions = new TreeMap<>();
        for (Touch touch : touches) {
            sessions.merge(
                    touch.request().projectId() + "|" + touch.feature() + "|" + touch.session(),
                    new Touched(touch, touch),
                    Touched::with);
        }
        if (sessions.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(SessionSql.TOUCH)) {
            upsert.setObject(1, utc(now));
            new ColumnsSql<>(connection, upsert, List.copyOf(sessions.values()), 2)
                    .add("int4", one -> one.first().request().projectId())
                    .add("text", one -> one.first().feature())
                    .add("text", one -> one.first().session())
                    .add("bytea", one -> HEX.parseHex(one.first().request().traceId()))
                    .add("bytea", one -> HEX.parseHex(one.first().request().spanId()))
                    .add("int8", one -> one.last().startNano())
                    .add("text", one -> one.last().status());
            upsert.executeUpdate();
        }
    }

    private record Touched(Touch first, Touch last) {
        Touched with(Touched other) {
            return new Touched(
                    other.first().startNano() < first.startNano() ? other.first() : first,
                    other.last().startNano() >= last.startNano() ? other.last() : last);
        }
    }

    /** Sessions that are idle now, those that have waited longest first. */
    List<Session> idle(Idle idle, int limit) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(SessionSql.IDLE)) {
                query.setObject(1, utc(idle.receivedUntil()));
                query.setLong(2, idle.untilNano());
                query.setLong(3, idle.lagNano());
                query.setLong(4, idle.lagNano());
                query.setLong(5, idle.untilNano());
                query.setInt(6, limit);
                List<Session> sessions = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    sessions.add(session(row));
                }
                return sessions;
            }
        });
    }

    /**
     * The session rests, with its job opened in the same transaction; nothing when it has gone on meanwhile, or another
     * replica was here first.
     *
     * @param job null when there is nothing to judge
     */
    void rest(Session session, int version, @Nullable NewJob job, Instant now) {
        Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(SessionSql.REST)) {
                update.setBytes(1, HEX.parseHex(session.first().traceId()));
                update.setBytes(2, HEX.parseHex(session.first().spanId()));
                update.setInt(3, session.now().turns());
                update.setLong(4, session.now().settled());
                update.setInt(5, version);
                key(update, 6, session);
                if (update.executeUpdate() == 1 && job != null) {
                    jobs.open(connection, List.of(job), now);
                }
                return session;
            }
        });
    }

    /** Forgets a session of which no request is left. */
    void forget(Session session) {
        Sql.transaction(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(SessionSql.FORGET)) {
                key(delete, 1, session);
                return delete.executeUpdate();
            }
        });
    }

    /** Forgets sessions whose first request is gone, in the caller's transaction; one that goes on begins anew. */
    public void forget(Connection connection, Collection<RequestRef> gone) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(SessionSql.FORGET_GONE)) {
            for (RequestRef request : gone) {
                delete.setBytes(1, HEX.parseHex(request.traceId()));
                delete.setBytes(2, HEX.parseHex(request.spanId()));
                delete.setInt(3, request.projectId());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** Forgets idle sessions of which nothing came since a moment. */
    int sweep(Instant before) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(SessionSql.SWEEP)) {
                delete.setObject(1, utc(before));
                return delete.executeUpdate();
            }
        });
    }

    private static Session session(ResultSet row) throws SQLException {
        byte[] trace = row.getBytes("trace_now") == null ? row.getBytes("trace_id") : row.getBytes("trace_now");
        byte[] span = row.getBytes("span_now") == null ? row.getBytes("span_id") : row.getBytes("span_now");
        return new Session(
                new Key(row.getInt("project_id"), row.getString("feature"), row.getString("session")),
                new RequestRef(row.getInt("project_id"), HEX.formatHex(trace), HEX.formatHex(span)),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                new Known(row.getInt("turns_now"), row.getLong("settled_now")),
                new Known(row.getInt("turns"), row.getLong("settled")),
                row.getInt("version"));
    }

    private static void key(PreparedStatement statement, int first, Session session) throws SQLException {
        statement.setInt(first, session.key().project());
        statement.setString(first + 1, session.key().feature());
        statement.setString(first + 2, session.key().session());
        statement.setObject(first + 3, utc(session.receivedAt()));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
