package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.skip.Part;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads what belongs to a request or to a list of them: its session, those like it, the values they have. */
public final class RelatedReader {
    /** Requests that facets are counted over; more would make a list wait for its margin. */
    public static final int FACET_SAMPLE = 5_000;

    /** Requests of the feature that are looked through for the same question. */
    private static final int NEAR = 5_000;

    private static final long SEVEN_DAYS = 7 * 86_400_000_000_000L;
    private static final String FIRST_TRACE = "0".repeat(32);

    private final DataSource database;

    public RelatedReader(DataSource database) {
        this.database = database;
    }

    /**
     * The values of the latest {@link #FACET_SAMPLE} requests that the query finds, or of as many as are found in time; its
     * cursor and limit do not count.
     *
     * @param patience beyond which no further stretch is begun
     */
    public Facets facets(RequestQuery query, Duration patience) throws SQLException {
        RequestQuery whole = new RequestQuery(
                query.projectId(), query.fromNano(), query.toNano(), query.filter(), null, FACET_SAMPLE);
        FacetCount count = new FacetCount();
        try (Connection connection = database.getConnection()) {
            Walk.Ended ended = new Walk(whole, FACET_SAMPLE)
                    .run(connection, patience, (open, parts, missing) -> count(open, whole, parts, missing, count));
            return count.facets(ended.whole());
        }
    }

    /** The values of these requests, all of a list. */
    public static Facets facets(List<Request> requests) {
        FacetCount count = new FacetCount();
        requests.forEach(count::add);
        return count.facets(true);
    }

    private static int count(Connection connection, RequestQuery query, List<Part> parts, int missing, FacetCount count)
            throws SQLException {
        RequestPick pick = new RequestPick(query, parts);
        int looked = 0;
        try (PreparedStatement select =
                connection.prepareStatement(RequestSql.FACETS.formatted(pick.sql(RequestSql.FACET_COLUMNS)))) {
            pick.set(select, missing);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                looked = row.getInt("looked_at");
                count.add(
                        RequestQuery.Field.valueOf(row.getString("field")),
                        row.getString("key"),
                        row.getString("value"),
                        row.getLong("n"));
            }
        }
        count.looked(looked);
        return looked;
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
