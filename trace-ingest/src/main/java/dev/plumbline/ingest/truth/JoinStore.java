package dev.plumbline.ingest.truth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.event.TruthRecorded;
import dev.plumbline.ingest.IngestConfig;
import dev.plumbline.ingest.truth.Waiting.Target;
import dev.plumbline.tracestore.Truth;
import dev.plumbline.tracestore.outbox.Outbox;
import dev.plumbline.tracestore.statement.Statement;
import dev.plumbline.tracestore.statement.Subject;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Joins what was said to the requests it is about: what counts, what is told to the bus and what became of the statement
 * in one transaction.
 */
@Singleton
class JoinStore {
    private static final Logger LOG = Logger.getLogger(JoinStore.class);
    private static final HexFormat HEX = HexFormat.of();
    private static final int TOGETHER = 200;

    private final DataSource database;
    private final TargetStore targets;
    private final int most;
    private final Outbox outbox = new Outbox("trace");
    private final ObjectMapper json;
    private final MeterRegistry meters;
    private final Clock clock;

    JoinStore(DataSource database, IngestConfig config, ObjectMapper json, MeterRegistry meters, Clock clock) {
        this.database = database;
        this.most = config.feedback().mostRequests();
        this.targets = new TargetStore(most);
        this.json = json;
        this.meters = meters;
        this.clock = clock;
    }

    /** Joins what is due and nobody else holds. @return how many statements were looked at */
    int joinDue() throws SQLException {
        return join(List.of());
    }

    /** Joins those of these that may be joined now. */
    void joinNow(List<Long> ids) throws SQLException {
        for (int from = 0; from < ids.size(); from += TOGETHER) {
            int unused = join(ids.subList(from, Math.min(ids.size(), from + TOGETHER)));
        }
    }

    private int join(List<Long> ids) throws SQLException {
        List<Long> claimed = new ArrayList<>();
        try {
            return join(ids, claimed);
        } catch (SQLException | RuntimeException e) {
            if (claimed.isEmpty() || away(e)) {
                throw e;
            }
            if (claimed.size() == 1) {
                LOG.warnf("a statement cannot be joined and is tried again in a minute: %s", e);
                postpone(claimed.get(0));
            } else {
                // One that cannot be joined must not hold up its neighbours.
                for (long id : claimed) {
                    int unused = join(List.of(id));
                }
            }
            return claimed.size();
        }
    }

    /** Whether the database is the cause and not the statement: SQLSTATE classes 08, 40, 53, 57 and 58. */
    private static boolean away(Exception failure) {
        return failure instanceof SQLException sql
                && (sql.getSQLState() == null || sql.getSQLState().matches("(08|40|53|57|58).*"));
    }

    private int join(List<Long> ids, List<Long> claimed) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Ended> ended = new ArrayList<>();
                for (Map.Entry<Integer, List<Waiting>> project :
                        claim(connection, ids, claimed).entrySet()) {
                    join(connection, project.getKey(), project.getValue(), ended);
                }
                connection.commit();
                ended.forEach(this::count);
                return claimed.size();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static Map<Integer, List<Waiting>> claim(Connection connection, List<Long> ids, List<Long> claimed)
            throws SQLException {
        Map<Integer, List<Waiting>> waiting = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(ids.isEmpty() ? JoinSql.DUE : JoinSql.OF_IDS)) {
            if (ids.isEmpty()) {
                query.setInt(1, TOGETHER);
            } else {
                query.setArray(1, connection.createArrayOf("int8", ids.toArray()));
            }
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Waiting one = waiting(row);
                claimed.add(one.id());
                waiting.computeIfAbsent(one.statement().projectId(), id -> new ArrayList<>())
                        .add(one);
            }
        }
        return waiting;
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        byte[] span = row.getBytes("span_id");
        return new Waiting(
                row.getLong("id"),
                new Statement(
                        row.getInt("project_id"),
                        row.getString("kind"),
                        Subject.read(row.getString("subject"), span == null ? null : HEX.formatHex(span)),
                        row.getString("name"),
                        new Statement.Said(row.getObject("value", Double.class), row.getString("label"), null),
                        new Statement.Told(row.getString("source"), row.getLong("at_nano"), true, null)),
                row.getBoolean("over"));
    }

    private record Joined(Waiting waiting, Target target) {
        /** Everybody writes in this order, so that no two wait for each other. */
        static final Comparator<Joined> ORDER = Comparator.comparing(
                        (Joined one) -> one.target().request().traceId())
                .thenComparing(one -> one.target().request().spanId())
                .thenComparingLong(one -> one.waiting().statement().told().atNano())
                .thenComparingLong(one -> one.waiting().id());
    }

    private record Ended(
            Waiting waiting, String state, @Nullable String reason, int requests) {}

    private void join(Connection connection, int project, List<Waiting> waiting, List<Ended> ended)
            throws SQLException {
        Map<Long, List<Target>> found = targets.find(connection, project, waiting);
        List<Joined> joined = new ArrayList<>();
        List<Ended> own = new ArrayList<>();
        List<Long> later = new ArrayList<>();
        for (Waiting one : waiting) {
            List<Target> requests = found.getOrDefault(one.id(), List.of());
            if (requests.size() > most) {
                own.add(new Ended(one, "refused", "more than " + most + " requests have this name", 0));
            } else if (!requests.isEmpty()) {
                requests.forEach(target -> joined.add(new Joined(one, target)));
                own.add(new Ended(one, "joined", null, requests.size()));
            } else if (one.over()) {
                own.add(new Ended(one, "expired", "no request of this name came in time", 0));
            } else {
                later.add(one.id());
            }
        }
        joined.sort(Joined.ORDER);
        outbox.append(connection, write(connection, joined));
        end(connection, own, later);
        ended.addAll(own);
    }

    /** @return the events of what counts now and did not before */
    private List<Outbox.Event> write(Connection connection, List<Joined> joined) throws SQLException {
        List<Outbox.Event> events = new ArrayList<>();
        try (PreparedStatement count = connection.prepareStatement(JoinSql.COUNT)) {
            for (Joined one : joined) {
                Truth truth = one.waiting().truth(one.target());
                count.setInt(1, truth.request().projectId());
                count.setBytes(2, HEX.parseHex(truth.request().traceId()));
                count.setBytes(3, HEX.parseHex(truth.request().spanId()));
                count.setBytes(4, HEX.parseHex(one.target().about()));
                count.setString(5, truth.kind());
                count.setString(6, truth.name());
                count.setString(7, truth.source());
                count.setObject(8, truth.value(), Types.DOUBLE);
                count.setString(9, truth.label());
                count.setLong(10, truth.atNano());
                count.setLong(11, truth.atNano());
                count.setLong(12, one.waiting().id());
                count.setLong(13, one.target().startNano());
                ResultSet row = count.executeQuery();
                if (row.next() && row.getBoolean(1)) {
                    events.add(event(truth));
                }
            }
        }
        return events;
    }

    private static void end(Connection connection, List<Ended> ended, List<Long> later) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(JoinSql.END);
                PreparedStatement look = connection.prepareStatement(JoinSql.LOOK_LATER)) {
            for (Ended one : ended) {
                end.setString(1, one.state());
                end.setString(2, one.reason());
                end.setInt(3, one.requests());
                end.setLong(4, one.waiting().id());
                end.addBatch();
            }
            end.executeBatch();
            look.setArray(1, connection.createArrayOf("int8", later.toArray()));
            look.executeUpdate();
        }
    }

    private void count(Ended ended) {
        meters.counter(
                        "plumbline.ingest.statements",
                        "project",
                        String.valueOf(ended.waiting().statement().projectId()),
                        "kind",
                        ended.waiting().statement().kind(),
                        "state",
                        ended.state())
                .increment();
    }

    private Outbox.Event event(Truth truth) {
        TruthRecorded event = new TruthRecorded(
                new EventHeader(UUID.randomUUID().toString(), clock.instant()),
                truth.request(),
                truth.kind(),
                truth.name(),
                new TruthRecorded.Outcome(truth.value(), truth.label()),
                truth.source(),
                truth.atNano());
        try {
            return new Outbox.Event(Topics.TRUTH, truth.request().traceId(), json.writeValueAsBytes(event));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void postpone(long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(JoinSql.POSTPONE)) {
            update.setLong(1, id);
            update.executeUpdate();
        }
    }

    /** Forgets what was said of requests that retention has taken. */
    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement truth = connection.prepareStatement(JoinSql.FORGET_TRUTH);
                PreparedStatement statements = connection.prepareStatement(JoinSql.FORGET_STATEMENTS)) {
            truth.executeUpdate();
            statements.executeUpdate();
        }
    }
}
