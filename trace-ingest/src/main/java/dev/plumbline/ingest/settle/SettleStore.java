package dev.plumbline.ingest.settle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.ingest.IngestConfig;
import dev.plumbline.ingest.ledger.LossStore;
import dev.plumbline.ingest.price.Costs;
import dev.plumbline.ingest.price.PriceStore;
import dev.plumbline.ingest.store.LedgerStore;
import dev.plumbline.tracestore.ConflictWriter;
import dev.plumbline.tracestore.CostReader;
import dev.plumbline.tracestore.RequestCost;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.RequestWriter;
import dev.plumbline.tracestore.Storable;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.TraceReader;
import dev.plumbline.tracestore.outbox.Outbox;
import dev.plumbline.tracestore.statement.StatementWriter;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private static final Logger LOG = Logger.getLogger(SettleStore.class);

    private final DataSource database;
    private final TraceReader traces;
    private final RequestReader requests;
    private final CostReader costs;
    private final PriceStore prices;
    private final RequestWriter writer = new RequestWriter();
    private final Outbox outbox = new Outbox("trace");
    private final RequestAssembler assembler;
    private final RequestKeys keys;
    private final ConflictWriter conflicts = new ConflictWriter();
    private final LedgerStore ledger;
    private final LossStore losses;
    private final ObjectMapper json;
    private final Clock clock;

    SettleStore(
            DataSource database,
            IngestConfig config,
            PriceStore prices,
            LedgerStore ledger,
            LossStore losses,
            ObjectMapper json,
            Clock clock) {
        this.ledger = ledger;
        this.losses = losses;
        this.database = database;
        this.prices = prices;
        this.costs = new CostReader(database);
        this.traces = new TraceReader(database);
        this.requests = new RequestReader(database);
        this.assembler = new RequestAssembler(new SliceAttributes(config.sliceAttributes()));
        this.keys = new RequestKeys(config.businessKeys());
        this.json = json;
        this.clock = clock;
    }

    /**
     * Settles up to {@code limit} due entries that no other worker holds.
     *
     * @return how many entries were taken; 0 when nothing is due
     */
    public int settle(int limit) throws SQLException, JsonProcessingException {
        List<Long> ids = new ArrayList<>();
        try {
            return settle(limit, ids);
        } catch (SQLException | JsonProcessingException | RuntimeException e) {
            if (ids.isEmpty() || away(e)) {
                throw e;
            }
            if (ids.size() == 1) {
                LOG.warnf("a trace cannot be settled and is tried again in a minute: %s", e);
                postpone(ids.get(0));
                return 1;
            }
            // One trace that cannot be settled must not hold up its neighbours.
            int taken = 0;
            for (int i = 0; i < ids.size(); i++) {
                taken += settle(1);
            }
            return taken;
        }
    }

    /** Whether the database is the cause and not the trace: SQLSTATE classes 08, 40, 53, 57 and 58. */
    private static boolean away(Exception failure) {
        return failure instanceof SQLException sql
                && (sql.getSQLState() == null || sql.getSQLState().matches("(08|40|53|57|58).*"));
    }

    private void postpone(long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE trace.settle SET due_at = now() + interval '1 minute' WHERE id = ?")) {
            update.setLong(1, id);
            update.executeUpdate();
        }
    }

    private int settle(int limit, List<Long> ids) throws SQLException, JsonProcessingException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (Map.Entry<Integer, Set<String>> project :
                        claim(connection, limit, ids).entrySet()) {
                    settle(connection, project.getKey(), project.getValue());
                }
                if (!ids.isEmpty()) {
                    forget(connection, ids);
                }
                connection.commit();
                return ids.size();
            } catch (SQLException | JsonProcessingException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** By project, the traces in the order of their ids; the claimed entries are added to {@code ids}. */
    private static Map<Integer, Set<String>> claim(Connection connection, int limit, List<Long> ids)
            throws SQLException {
        Map<Integer, Set<String>> due = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT id, project_id, trace_id FROM trace.settle WHERE due_at <= now()
                ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED
                """)) {
            query.setInt(1, limit);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                ids.add(row.getLong(1));
                due.computeIfAbsent(row.getInt(2), project -> new TreeSet<>())
                        .add(HexFormat.of().formatHex(row.getBytes(3)));
            }
        }
        return due;
    }

    private void settle(Connection connection, int project, Set<String> due)
            throws SQLException, JsonProcessingException {
        lock(connection, project, due);
        Map<String, List<StoredSpan>> stored = traces.traces(connection, project, due);
        Map<String, List<Request>> known = requests.ofTraces(connection, project, due);
        Map<String, LocalDate> days = requests.days(connection, project, due);
        Map<RequestRef, RequestCost> charged = costs.byRef(
                connection,
                known.values().stream().flatMap(List::stream).map(Request::ref).toList());
        List<RequestWriter.OfTrace> settled = new ArrayList<>();
        List<Request> changed = new ArrayList<>();
        int lost = 0;
        for (Map.Entry<String, List<StoredSpan>> trace : stored.entrySet()) {
            lost += conflicts.note(connection, trace.getValue());
            Map<RequestRef, Request> before = known.getOrDefault(trace.getKey(), List.of()).stream()
                    .collect(Collectors.toMap(Request::ref, Function.identity()));
            List<Request> all = versions(assembler.assemble(trace.getValue()), before);
            List<Request> fresh = all.stream()
                    .filter(request -> request != before.get(request.ref()))
                    .toList();
            Map<RequestRef, RequestCost> cost = cost(all, trace.getValue());
            boolean same = fresh.isEmpty() && all.size() == before.size();
            if (same && cost.entrySet().stream().allMatch(one -> one.getValue().equals(charged.get(one.getKey())))) {
                continue;
            }
            changed.addAll(fresh);
            Set<RequestRef> refs = all.stream().map(Request::ref).collect(Collectors.toSet());
            if (!all.isEmpty() && !refs.containsAll(before.keySet())) {
                writer.deleteOthers(connection, all);
                StatementWriter.release(connection, project, List.of(trace.getKey()));
            }
            LocalDate day = days.get(trace.getKey());
            if (day == null) {
                throw new IllegalStateException("a trace with spans and without a day: " + trace.getKey());
            }
            Map<RequestRef, List<String>> names = new HashMap<>();
            all.forEach(request -> names.put(request.ref(), keys.of(request, trace.getValue())));
            settled.add(new RequestWriter.OfTrace(day, all, cost, names));
        }
        writer.replace(connection, settled);
        lookAgain(connection, project, settled);
        if (lost > 0) {
            ledger.add(connection, project, clock.instant(), new LedgerStore.Sums("traces", 0, 0, 0, 0, lost));
            losses.conflicts(project, lost);
        }
        outbox.append(connection, events(changed));
    }

    /** Late truth that waits for what has settled now is looked at when this is committed. */
    private static void lookAgain(Connection connection, int project, List<RequestWriter.OfTrace> settled)
            throws SQLException {
        Set<String> subjects = new TreeSet<>();
        for (RequestWriter.OfTrace trace : settled) {
            trace.requests().forEach(request -> subjects.addAll(RequestKeys.subjects(request)));
            trace.keys().values().forEach(subjects::addAll);
        }
        if (!subjects.isEmpty()) {
            StatementWriter.lookAgain(connection, project, subjects);
        }
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

    /** What is as it was stays the same object; what changed gets the next version. */
    private static List<Request> versions(List<Request> now, Map<RequestRef, Request> before) {
        List<Request> all = new ArrayList<>();
        for (Request assembled : now) {
            Request request = Storable.request(assembled);
            Request known = before.get(request.ref());
            boolean same = known != null && known.equals(withVersion(request, known.version()));
            all.add(same ? known : withVersion(request, known == null ? 1 : known.version() + 1));
        }
        return all;
    }

    /** Two workers never settle one trace at the same time, though they may hold different entries for it. */
    private static void lock(Connection connection, int project, Set<String> sorted) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "SELECT pg_advisory_xact_lock(hashtextextended(trace, ?)) FROM unnest(?::text[]) AS due (trace)")) {
            lock.setInt(1, project);
            lock.setArray(2, connection.createArrayOf("text", sorted.toArray()));
            lock.execute();
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
