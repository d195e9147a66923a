package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.skip.Part;
import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads request rows: lists by keyset, single rows by their ids. */
public final class RequestReader {
    private static final String OF_TRACE = RequestSql.SELECT + "project_id = ? AND trace_id = ? ORDER BY start_nano";

    private final DataSource database;

    public RequestReader(DataSource database) {
        this.database = database;
    }

    /** Requests of a time range, latest first; the page after is asked for with the last item as cursor. */
    public List<Request> list(RequestQuery query) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return list(connection, query, List.of(new Part(query.fromNano(), query.toNano())), query.limit());
        }
    }

    private static List<Request> list(Connection connection, RequestQuery query, List<Part> parts, int limit)
            throws SQLException {
        RequestPick pick = new RequestPick(query, parts);
        List<Request> requests = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(pick.sql("*"))) {
            pick.set(select, limit);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                requests.add(RequestRows.request(row));
            }
        }
        return requests;
    }

    /**
     * A page of a list for which much may have to be looked through: stretch after stretch, the latest first, until the
     * page is full, the range at its end or the time up. Minutes that hold nothing of it are passed over.
     *
     * @param patience beyond which no further stretch is begun
     */
    public Searched search(RequestQuery query, Duration patience) throws SQLException {
        List<Request> found = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            Walk.Ended ended = new Walk(query, query.limit()).run(connection, patience, (open, parts, missing) -> {
                List<Request> more = list(open, query, parts, missing);
                found.addAll(more);
                return more.size();
            });
            return new Searched(found, ended.whole(), ended.fromNano(), ended.took());
        }
    }

    /**
     * What a search came to.
     *
     * @param requests the latest first
     * @param whole whether all of the range was looked through: there are no more
     * @param fromNano how far back it was looked through, nanoseconds since the Unix epoch
     * @param took how long that took
     */
    public record Searched(List<Request> requests, boolean whole, long fromNano, Duration took) {}

    /** The requests of one trace, in order of start. */
    public List<Request> ofTrace(int projectId, String traceId) throws SQLException {
        return read(OF_TRACE, List.of(projectId, Hex.bytes(traceId)));
    }

    /** The requests of many traces of a project, by trace id, in the caller's transaction. */
    public Map<String, List<Request>> ofTraces(Connection connection, int projectId, Collection<String> traceIds)
            throws SQLException {
        Map<String, List<Request>> requests = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                RequestSql.SELECT + "trace_id = ANY (?) AND project_id = ? ORDER BY start_nano")) {
            query.setArray(1, Columns.ids(connection, traceIds));
            query.setInt(2, projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Request request = RequestRows.request(row);
                requests.computeIfAbsent(request.ref().traceId(), id -> new ArrayList<>())
                        .add(request);
            }
        }
        return requests;
    }

    /** The day under which each trace that has spans or requests is filed; it stays the same when more arrives. */
    public Map<String, LocalDate> days(Connection connection, int projectId, Collection<String> traceIds)
            throws SQLException {
        Map<String, LocalDate> days = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(SpanSql.DAYS_OF_TRACES)) {
            query.setArray(1, Columns.ids(connection, traceIds));
            query.setInt(2, projectId);
            query.setArray(3, Columns.ids(connection, traceIds));
            query.setInt(4, projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                // Ordered so that what counts more comes later.
                days.put(Hex.text(row.getBytes("trace_id")), row.getObject("day", LocalDate.class));
            }
        }
        return days;
    }

    /** Those of the named requests that are there. */
    public Map<RequestRef, Request> byRef(Collection<RequestRef> refs) throws SQLException {
        Map<RequestRef, Request> found = new HashMap<>();
        if (refs.isEmpty()) {
            return found;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(RequestSql.SELECT + "trace_id = ANY (?)")) {
            Array traceIds = connection.createArrayOf(
                    "bytea", refs.stream().map(ref -> Hex.bytes(ref.traceId())).toArray(byte[][]::new));
            query.setArray(1, traceIds);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Request request = RequestRows.request(row);
                if (refs.contains(request.ref())) {
                    found.put(request.ref(), request);
                }
            }
        }
        return found;
    }

    /** Feedback, truth and scores of other evaluators about a trace, in the order they became known. */
    public List<Truth> truths(int projectId, String traceId) throws SQLException {
        List<Truth> truths = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(RequestSql.TRUTHS)) {
            query.setInt(1, projectId);
            query.setBytes(2, Hex.bytes(traceId));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                truths.add(RequestRows.truth(row));
            }
        }
        return truths;
    }

    /** Feedback and truth of many traces of a project, by trace id; a trace without any is left out. */
    public Map<String, List<Truth>> truths(int projectId, Collection<String> traceIds) throws SQLException {
        Map<String, List<Truth>> truths = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(RequestSql.TRUTHS_OF_TRACES)) {
            query.setArray(1, Columns.ids(connection, traceIds));
            query.setInt(2, projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Truth truth = RequestRows.truth(row);
                truths.computeIfAbsent(truth.request().traceId(), id -> new ArrayList<>())
                        .add(truth);
            }
        }
        return truths;
    }

    private List<Request> read(String sql, List<? extends @Nullable Object> values) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return read(connection, sql, values);
        }
    }

    private static List<Request> read(Connection connection, String sql, List<? extends @Nullable Object> values)
            throws SQLException {
        List<Request> requests = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                query.setObject(i + 1, values.get(i));
            }
            ResultSet row = query.executeQuery();
            while (row.next()) {
                requests.add(RequestRows.request(row));
            }
        }
        return requests;
    }
}
