package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Request;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads what belongs to a request or to a list of them: its session, those like it, the values they have. */
public final class RelatedReader {
    /** Requests that facets are counted over; more would make a list wait for its margin. */
    public static final int FACET_SAMPLE = 5_000;

    private static final int VALUES = 8;

    /** Requests of the feature that are looked through for the same question. */
    private static final int NEAR = 5_000;

    private static final long SEVEN_DAYS = 7 * 86_400_000_000_000L;
    private static final String FIRST_TRACE = "0".repeat(32);

    private final DataSource database;

    public RelatedReader(DataSource database) {
        this.database = database;
    }

    /** The values of the latest {@link #FACET_SAMPLE} requests that the query finds; its cursor and limit do not count. */
    public Facets facets(RequestQuery query) throws SQLException {
        RequestWhere where = new RequestWhere(new RequestQuery(
                query.projectId(), query.fromNano(), query.toNano(), query.filter(), null, FACET_SAMPLE));
        List<Facets.Value> values = new ArrayList<>();
        long requests = 0;
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        RequestSql.FACETS_OF + where.sql() + "\n" + RequestSql.FACETS_COUNT)) {
            int next = where.set(select);
            select.setInt(next, FACET_SAMPLE);
            select.setInt(next + 1, VALUES);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                requests = row.getLong("looked_at");
                values.add(new Facets.Value(
                        RequestQuery.Field.valueOf(row.getString("field")),
                        row.getString("key"),
                        row.getString("value"),
                        row.getLong("n")));
            }
        }
        return new Facets(requests, List.copyOf(values));
    }

    /**
     * The requests of a session in the order they were made.
     *
     * @param after the last one of the page before, or null for the first page
     */
    public List<Request> ofSession(int projectId, String sessionId, RequestQuery.@Nullable Cursor after, int limit)
            throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(RequestSql.OF_SESSION)) {
            query.setInt(1, projectId);
            query.setString(2, sessionId);
            query.setLong(3, after == null ? -1 : after.startNano());
            query.setBytes(4, Hex.bytes(after == null ? FIRST_TRACE : after.traceId()));
            query.setInt(5, limit);
            return requests(query);
        }
    }

    /**
     * Other requests of the same feature with the same input digest, latest first, out of the latest
     * {@value #NEAR} that lie within seven days of this one.
     */
    public List<Request> sameInput(Request request, int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(RequestSql.SAME_INPUT)) {
            query.setInt(1, request.ref().projectId());
            query.setString(2, request.origin().feature());
            query.setLong(3, request.time().startNano() - SEVEN_DAYS);
            query.setLong(4, request.time().startNano() + SEVEN_DAYS);
            query.setInt(5, NEAR);
            query.setBytes(6, Hex.bytes(request.text().fingerprint().input()));
            query.setBytes(7, Hex.bytes(request.ref().traceId()));
            query.setBytes(8, Hex.bytes(request.ref().spanId()));
            query.setInt(9, limit);
            return requests(query);
        }
    }

    private static List<Request> requests(PreparedStatement query) throws SQLException {
        List<Request> requests = new ArrayList<>();
        ResultSet row = query.executeQuery();
        while (row.next()) {
            requests.add(RequestRows.request(row));
        }
        return requests;
    }
}
