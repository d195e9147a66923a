package dev.plumbline.ingest.settle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.ingest.IngestConfig;
import dev.plumbline.ingest.price.Costs;
import dev.plumbline.ingest.price.PriceStore;
import dev.plumbline.tracestore.CostReader;
import dev.plumbline.tracestore.RequestCost;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.RequestWriter;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.TraceReader;
import dev.plumbline.tracestore.outbox.Outbox;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Settles traces that are due: reads the trace as it is now, writes its requests where they changed, and puts an event
 * with a higher version into the outbox, all in one transaction.
 */
@Singleton
public final class SettleStore {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DataSource database;
    private final TraceReader traces;
    private final RequestReader requests;
    private final CostReader costs;
    private final PriceStore prices;
    private final RequestWriter writer = new RequestWriter();
    private final Outbox outbox = new Outbox("trace");
    private final RequestAssembler assembler;
    private final ObjectMapper json;
    private final Clock clock;

    SettleStore(DataSource database, IngestConfig config, PriceStore prices, ObjectMapper json, Clock clock) {
        this.database = database;
        this.prices = prices;
        this.costs = new CostReader(database);
        this.traces = new TraceReader(database);
        this.requests = new RequestReader(database);
        this.assembler = new RequestAssembler(new SliceAttributes(config.sliceAttributes()));
        this.json = json;
        this.clock = clock;
    }

    private record Trace(int projectId, String traceId) {}

    /**
     * Settles up to {@code limit} due entries that no other worker holds.
     *
     * @return how many entries were taken; 0 when nothing is due
     */
    public int settle(int limit) throws SQLException, JsonProcessingException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Map<Trace, List<Long>> due = claim(connection, limit);
                for (Map.Entry<Trace, List<Long>> entry : due.entrySet()) {
                    settle(connection, entry.getKey());
                }
                List<Long> ids = due.values().stream().flatMap(List::stream).toList();
                forget(connection, ids);
                connection.commit();
                return ids.size();
            } catch (SQLException | JsonProcessingException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static Map<Trace, List<Long>> claim(Connection connection, int limit) throws SQLException {
        Map<Trace, List<Long>> due = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT id, project_id, trace_id FROM trace.settle WHERE due_at <= now()
                ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED
                """)) {
            query.setInt(1, limit);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Trace trace = new Trace(row.getInt(2), HexFormat.of().formatHex(row.getBytes(3)));
                due.computeIfAbsent(trace, key -> new ArrayList<>()).add(row.getLong(1));
            }
        }
        return due;
    }

    private void settle(Connection connection, Trace trace) throws SQLException, JsonProcessingException {
        lock(connection, trace);
        List<StoredSpan> spans = traces.trace(connection, trace.projectId(), trace.traceId());
        Map<RequestRef, Request> before = requests.ofTrace(connection, trace.projectId(), trace.traceId()).stream()
                .collect(Collectors.toMap(Request::ref, Function.identity()));
        List<Request> changed = new ArrayList<>();
        List<Request> all = new ArrayList<>();
        for (Request now : assembler.assemble(spans)) {
            Request known = before.get(now.ref());
            boolean same = known != null && known.equals(withVersion(now, known.version()));
            Request settled = same ? known : withVersion(now, known == null ? 1 : known.version() + 1);
            all.add(settled);
            if (!same) {
                changed.add(settled);
            }
        }
        Map<RequestRef, RequestCost> cost = cost(all, spans);
        boolean same = changed.isEmpty() && all.size() == before.size();
        if (same && (all.isEmpty() || cost.equals(costs.byRef(connection, before.keySet())))) {
            return;
        }
        writer.write(connection, dayOf(trace, spans, connection), all, cost);
        outbox.append(connection, events(changed));
    }

    /** What each request cost: a root all its trace, a call without root itself. */
    private Map<RequestRef, RequestCost> cost(List<Request> requests, List<StoredSpan> spans) {
        Map<RequestRef, RequestCost> cost = new HashMap<>();
        for (Request request : requests) {
            boolean whole = requests.size() == 1 && request.shape().spans() == spans.size();
            List<StoredSpan> own = whole
                    ? spans
                    : spans.stream()
                            .filter(span -> span.span()
                                    .key()
                                    .spanId()
                                    .equals(request.ref().spanId()))
                            .toList();
            cost.put(request.ref(), Costs.of(CountedSpans.of(own), prices.table()));
        }
        return cost;
    }

    /** Two workers never settle one trace at the same time, though they may hold different entries for it. */
    private static void lock(Connection connection, Trace trace) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, ?))")) {
            lock.setString(1, trace.traceId());
            lock.setInt(2, trace.projectId());
            lock.execute();
        }
    }

    /** The day of the trace's first span as stored: its partition exists, and it stays the same when more arrives. */
    private LocalDate dayOf(Trace trace, List<StoredSpan> spans, Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT coalesce((SELECT min(day) FROM trace.request WHERE trace_id = ? AND project_id = ?),
                                (SELECT min(day) FROM trace.span WHERE trace_id = ? AND project_id = ?))
                """)) {
            byte[] id = HexFormat.of().parseHex(trace.traceId());
            query.setBytes(1, id);
            query.setInt(2, trace.projectId());
            query.setBytes(3, id);
            query.setInt(4, trace.projectId());
            ResultSet row = query.executeQuery();
            row.next();
            LocalDate day = row.getObject(1, LocalDate.class);
            return day != null
                    ? day
                    : LocalDate.ofInstant(
                            Instant.ofEpochSecond(spans.get(0).span().key().startNano() / NANOS_PER_SECOND),
                            ZoneOffset.UTC);
        }
    }

    private List<Outbox.Event> events(List<Request> changed) throws JsonProcessingException {
        List<Outbox.Event> events = new ArrayList<>();
        for (Request request : changed) {
            RequestSettled event = new RequestSettled(
                    new EventHeader(UUID.randomUUID().toString(), clock.instant()),
                    request.ref(),
                    request.version(),
                    request.origin(),
                    new RequestSettled.Timing(
                            request.time().startNano(),
                            request.time().endNano(),
                            request.time().status().name(),
                            request.text().fingerprint().request(),
                            request.text().fingerprint().input()),
                    request.shape(),
                    request.attributes());
            events.add(new Outbox.Event(Topics.REQUESTS, request.ref().traceId(), json.writeValueAsBytes(event)));
        }
        return events;
    }

    private static void forget(Connection connection, List<Long> ids) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM trace.settle WHERE id = ANY (?)")) {
            delete.setArray(1, connection.createArrayOf("int8", ids.toArray()));
            delete.executeUpdate();
        }
    }

    private static Request withVersion(Request request, int version) {
        return new Request(
                request.ref(),
                version,
                request.origin(),
                request.time(),
                request.shape(),
                request.text(),
                request.attributes());
    }
}
