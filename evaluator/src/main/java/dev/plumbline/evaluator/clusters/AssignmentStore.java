package dev.plumbline.evaluator.clusters;

import dev.plumbline.contracts.event.RequestAssigned;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.jobs.NewJob;
import dev.plumbline.evaluator.reading.MaterialStore;
import dev.plumbline.tracestore.database.ColumnsSql;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Keeps which cluster each session belongs to, with what phase 2 decided of it: once, whatever comes later. */
@Singleton
public class AssignmentStore {
    private static final HexFormat HEX = HexFormat.of();

    private final DataSource database;
    private final MaterialStore materials;
    private final DrawStore draws;
    private final SecondPhaseStore decisions;

    AssignmentStore(DataSource database, MaterialStore materials, DrawStore draws, SecondPhaseStore decisions) {
        this.database = database;
        this.materials = materials;
        this.draws = draws;
        this.decisions = decisions;
    }

    /** Stores a batch of the bus and decides about the requests of its sessions that are known by now. */
    void take(List<RequestAssigned> batch, Instant now) {
        DrawStore.Draws drawing = draws.now();
        TreeMap<SessionRef, RequestAssigned> assigned = bySession(batch);
        Sql.transaction(database, connection -> {
            Map<SessionRef, Integer> known = known(connection, assigned.keySet());
            for (Map.Entry<SessionRef, RequestAssigned> one : inOrder(assigned)) {
                Integer reference = known.get(one.getKey());
                if (reference == null) {
                    add(connection, one.getKey(), one.getValue(), drawing, now);
                } else if (reference < one.getValue().reference()) {
                    move(connection, one.getKey(), one.getValue());
                }
            }
            return decisions.apply(connection, assigned.keySet(), now);
        });
    }

    /** Decides, in the caller's transaction, about requests of sessions that have their cluster already. */
    public void apply(Connection connection, Collection<SessionRef> sessions, Instant now) throws SQLException {
        decisions.apply(connection, sessions, now);
    }

    /** Forgets what is known by requests that are gone, in the caller's transaction. */
    public void forget(Connection connection, Collection<RequestRef> gone) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(AssignmentSql.FORGET)) {
            for (RequestRef request : gone) {
                delete.setBytes(1, HEX.parseHex(request.traceId()));
                delete.setBytes(2, HEX.parseHex(request.spanId()));
                delete.setInt(3, request.projectId());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** Forgets sessions that were assigned before a moment. */
    int sweep(Instant before) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement days = connection.prepareStatement(AssignmentSql.SWEEP_DAYS);
                    PreparedStatement delete = connection.prepareStatement(AssignmentSql.SWEEP)) {
                days.setString(1, before.atOffset(ZoneOffset.UTC).toLocalDate().toString());
                days.executeUpdate();
                delete.setObject(1, before.atOffset(ZoneOffset.UTC));
                return delete.executeUpdate();
            }
        });
    }

    /** One for each session, of the newest reference; a request that is no more has none. */
    private TreeMap<SessionRef, RequestAssigned> bySession(List<RequestAssigned> batch) {
        Map<RequestRef, Request> requests = batch.isEmpty()
                ? Map.of()
                : materials.requests(
                        batch.stream().map(RequestAssigned::request).collect(Collectors.toSet()));
        TreeMap<SessionRef, RequestAssigned> sessions = new TreeMap<>();
        for (RequestAssigned one : batch) {
            Request request = requests.get(one.request());
            if (request != null) {
                SessionRef session = new SessionRef(
                        one.request().projectId(), one.feature(), NewJob.session(request.ref(), request.origin()));
                sessions.merge(
                        session, one, (first, second) -> second.reference() > first.reference() ? second : first);
            }
        }
        return sessions;
    }

    /** By event time: how many a cluster had before each does not depend on how they came. */
    private static List<Map.Entry<SessionRef, RequestAssigned>> inOrder(Map<SessionRef, RequestAssigned> assigned) {
        return assigned.entrySet().stream()
                .sorted(Map.Entry.<SessionRef, RequestAssigned>comparingByValue(
                                Comparator.comparingLong(RequestAssigned::atNano))
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    private static Map<SessionRef, Integer> known(Connection connection, Collection<SessionRef> sessions)
            throws SQLException {
        Map<SessionRef, Integer> known = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(AssignmentSql.KNOWN)) {
            bind(new ColumnsSql<>(connection, query, List.copyOf(sessions)));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                known.put(
                        new SessionRef(row.getInt("project_id"), row.getString("feature"), row.getString("session")),
                        row.getInt("reference"));
            }
        }
        return known;
    }

    private void add(
            Connection connection, SessionRef session, RequestAssigned one, DrawStore.Draws drawing, Instant now)
            throws SQLException {
        SecondPhase decided = draws.decide(connection, session, one, drawing);
        try (PreparedStatement insert = connection.prepareStatement(AssignmentSql.ADD)) {
            insert.setInt(1, session.project());
            insert.setString(2, session.feature());
            insert.setString(3, session.session());
            insert.setBytes(4, HEX.parseHex(one.request().traceId()));
            insert.setBytes(5, HEX.parseHex(one.request().spanId()));
            insert.setLong(6, one.atNano());
            insert.setString(7, one.cluster().id());
            insert.setString(8, one.cluster().label());
            insert.setInt(9, one.reference());
            insert.setDouble(10, decided.rate());
            insert.setDouble(11, decided.draw());
            insert.setString(12, decided.rule());
            insert.setObject(13, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static void move(Connection connection, SessionRef session, RequestAssigned one) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(AssignmentSql.MOVE)) {
            update.setString(1, one.cluster().id());
            update.setString(2, one.cluster().label());
            update.setInt(3, one.reference());
            update.setInt(4, session.project());
            update.setString(5, session.feature());
            update.setString(6, session.session());
            update.setInt(7, one.reference());
            update.executeUpdate();
        }
    }

    static void bind(ColumnsSql<SessionRef> columns) throws SQLException {
        columns.add("int4", SessionRef::project)
                .add("text", SessionRef::feature)
                .add("text", SessionRef::session);
    }
}
