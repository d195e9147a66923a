package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads request rows: lists by keyset, single rows by their ids, sums per feature. */
public final class RequestReader {
    private static final String OF_TRACE = RequestSql.SELECT + "project_id = ? AND trace_id = ? ORDER BY start_nano";

    private final DataSource database;

    public RequestReader(DataSource database) {
        this.database = database;
    }

    /** Requests of a time range, latest first; the page after is asked for with the last item as cursor. */
    public List<Request> list(RequestQuery query) throws SQLException {
        RequestWhere where = new RequestWhere(query);
        List<Request> requests = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        RequestSql.SELECT + where.sql() + " ORDER BY start_nano DESC, trace_id DESC LIMIT ?")) {
            select.setInt(where.set(select), query.limit());
            ResultSet row = select.executeQuery();
            while (row.next()) {
                requests.add(RequestRows.request(row));
            }
        }
        return requests;
    }

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

    /** What each feature of a project did in a time range, busiest first. */
    public List<FeatureSummary> features(int projectId, long fromNano, long toNano) throws SQLException {
        List<FeatureSummary> features = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(RequestSql.FEATURES)) {
            query.setInt(1, projectId);
            query.setLong(2, fromNano);
            query.setLong(3, toNano);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                features.add(new FeatureSummary(
                        row.getString("feature"),
                        row.getLong("requests"),
                        row.getLong("errors"),
                        row.getDouble("p50"),
                        row.getDouble("p95"),
                        row.getLong("tokens"),
                        row.getLong("last_nano")));
            }
        }
        return features;
    }

    /**
     * How many requests each feature answered in each stretch of a time range, for small charts; a stretch without any
     * is left out.
     *
     * @param bucketNano length of a stretch, above 0; the first starts at {@code fromNano}
     */
    public List<TrafficBucket> traffic(int projectId, long fromNano, long toNano, long bucketNano) throws SQLException {
        List<TrafficBucket> buckets = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(RequestSql.TRAFFIC)) {
            query.setLong(1, fromNano);
            query.setLong(2, bucketNano);
            query.setInt(3, projectId);
            query.setLong(4, fromNano);
            query.setLong(5, toNano);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                buckets.add(new TrafficBucket(
                        row.getString("feature"),
                        row.getInt("bucket"),
                        row.getLong("requests"),
                        row.getLong("errors")));
            }
        }
        return buckets;
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
