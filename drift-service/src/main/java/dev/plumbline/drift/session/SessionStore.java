package dev.plumbline.drift.session;

import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.FeatureKey;
import dev.plumbline.drift.feature.FeatureStore;
import dev.plumbline.drift.session.Selection.Decided;
import dev.plumbline.drift.session.Selection.Fate;
import dev.plumbline.drift.session.Selection.Place;
import dev.plumbline.drift.session.Selection.Request;
import dev.plumbline.tracestore.database.ColumnsSql;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/** Puts a feature's requests in order: decides what becomes of each and numbers the sessions, in one transaction. */
@Singleton
public class SessionStore {
    private static final HexFormat HEX = HexFormat.of();
    private static final int MOST = 2_000;

    private static final String WAITING = """
            SELECT max(start_nano) FILTER (WHERE received_at <= ?) AS settled, max(start_nano) AS newest,
                   max(received_at) AS received
            FROM drift.input
            WHERE project_id = ? AND feature = ? AND fate IS NULL AND start_nano <= ?
            """;
    private static final String REACHED = """
            SELECT cursor_nano, cursor_trace, cursor_span, observed FROM drift.feature
            WHERE project_id = ? AND feature = ?
            """;
    private static final String NEXT = """
            SELECT start_nano, trace_id, span_id, session FROM drift.input
            WHERE project_id = ? AND feature = ? AND fate IS NULL AND start_nano <= ?
            ORDER BY start_nano, trace_id, span_id LIMIT ?
            """;
    private static final String LAST_SEEN = """
            SELECT session, max(start_nano) FROM drift.input
            WHERE project_id = ? AND feature = ? AND session = ANY (?) AND start_nano >= ?
              AND fate IN ('observed', 'same_session')
            GROUP BY session
            """;
    private static final String DECIDE = """
            UPDATE drift.input SET fate = decided.fate
            FROM unnest(?, ?, ?) AS decided (trace_id, span_id, fate)
            WHERE input.project_id = ? AND input.trace_id = decided.trace_id AND input.span_id = decided.span_id
            """;
    private static final String OBSERVE = """
            INSERT INTO drift.observation (project_id, feature, ordinal, trace_id, span_id, start_nano)
            SELECT ?, ?, ? + number - 1, trace_id, span_id, start_nano
            FROM unnest(?, ?, ?) WITH ORDINALITY AS observed (trace_id, span_id, start_nano, number)
            """;
    private static final String REACH = """
            UPDATE drift.feature
            SET cursor_nano = ?, cursor_trace = ?, cursor_span = ?,
                observed = observed + ?, same_session = same_session + ?, late = late + ?
            WHERE project_id = ? AND feature = ?
            """;

    private final DataSource database;
    private final FeatureStore features;

    public SessionStore(DataSource database, FeatureStore features) {
        this.database = database;
        this.features = features;
    }

    /**
     * Decides about the next requests that the watermark lets pass.
     *
     * @throws dev.plumbline.drift.feature.LostLeaseException when another holder has overtaken this one
     */
    public Selected select(Claim claim, Watermark watermark, Instant now) {
        return Sql.transaction(database, connection -> {
            features.hold(connection, claim);
            FeatureKey key = claim.key();
            long until = watermark.of(waiting(connection, key, watermark, now), now);
            List<Request> requests = next(connection, key, until);
            if (requests.isEmpty()) {
                return new Selected(0, false);
            }
            Reached reached = reached(connection, key);
            Selection selection = new Selection(reached.place(), new Sessions(lastSeen(connection, key, requests)));
            List<Decided> decided = selection.decide(requests);
            mark(connection, key, decided);
            List<Decided> observed =
                    decided.stream().filter(one -> one.fate() == Fate.OBSERVED).toList();
            observe(connection, key, reached.observed(), observed);
            reach(connection, key, selection.reached(), decided);
            return new Selected(observed.size(), requests.size() == MOST);
        });
    }

    /** @param more whether there may be more at once */
    public record Selected(int sessions, boolean more) {}

    private record Reached(Place place, long observed) {}

    private static Watermark.Waiting waiting(Connection connection, FeatureKey key, Watermark watermark, Instant now)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(WAITING)) {
            query.setObject(1, now.minus(watermark.settle()).atOffset(ZoneOffset.UTC));
            query.setInt(2, key.projectId());
            query.setString(3, key.feature());
            query.setLong(4, nano(now));
            ResultSet row = query.executeQuery();
            row.next();
            OffsetDateTime received = row.getObject("received", OffsetDateTime.class);
            return new Watermark.Waiting(
                    row.getObject("settled", Long.class),
                    row.getObject("newest", Long.class),
                    received == null ? null : received.toInstant());
        }
    }

    private static Reached reached(Connection connection, FeatureKey key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(REACHED)) {
            query.setInt(1, key.projectId());
            query.setString(2, key.feature());
            ResultSet row = query.executeQuery();
            row.next();
            return new Reached(
                    new Place(row.getLong(1), HEX.formatHex(row.getBytes(2)), HEX.formatHex(row.getBytes(3))),
                    row.getLong(4));
        }
    }

    private static List<Request> next(Connection connection, FeatureKey key, long until) throws SQLException {
        List<Request> requests = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(NEXT)) {
            query.setInt(1, key.projectId());
            query.setString(2, key.feature());
            query.setLong(3, until);
            query.setInt(4, MOST);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                requests.add(new Request(
                        new Place(row.getLong(1), HEX.formatHex(row.getBytes(2)), HEX.formatHex(row.getBytes(3))),
                        new SessionKey(HEX.formatHex(row.getBytes(4)))));
            }
        }
        return requests;
    }

    private static Map<SessionKey, Long> lastSeen(Connection connection, FeatureKey key, List<Request> requests)
            throws SQLException {
        Map<SessionKey, Long> lastSeen = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(LAST_SEEN)) {
            query.setInt(1, key.projectId());
            query.setString(2, key.feature());
            query.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea",
                            requests.stream()
                                    .map(request -> request.session().digest())
                                    .distinct()
                                    .map(HEX::parseHex)
                                    .toArray(byte[][]::new)));
            query.setLong(4, requests.get(0).place().startNano() - Sessions.MEMORY_NANO);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                lastSeen.put(new SessionKey(HEX.formatHex(row.getBytes(1))), row.getLong(2));
            }
        }
        return lastSeen;
    }

    private static void mark(Connection connection, FeatureKey key, List<Decided> decided) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DECIDE)) {
            new ColumnsSql<>(connection, update, decided)
                    .add("bytea", one -> HEX.parseHex(one.request().place().traceId()))
                    .add("bytea", one -> HEX.parseHex(one.request().place().spanId()))
                    .add("text", one -> one.fate().name().toLowerCase(Locale.ROOT));
            update.setInt(4, key.projectId());
            update.executeUpdate();
        }
    }

    private static void observe(Connection connection, FeatureKey key, long first, List<Decided> observed)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(OBSERVE)) {
            insert.setInt(1, key.projectId());
            insert.setString(2, key.feature());
            insert.setLong(3, first);
            new ColumnsSql<>(connection, insert, observed, 4)
                    .add("bytea", one -> HEX.parseHex(one.request().place().traceId()))
                    .add("bytea", one -> HEX.parseHex(one.request().place().spanId()))
                    .add("int8", one -> one.request().place().startNano());
            insert.executeUpdate();
        }
    }

    private static void reach(Connection connection, FeatureKey key, Place place, List<Decided> decided)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(REACH)) {
            update.setLong(1, place.startNano());
            update.setBytes(2, HEX.parseHex(place.traceId()));
            update.setBytes(3, HEX.parseHex(place.spanId()));
            int parameter = 4;
            for (Fate fate : Fate.values()) {
                update.setLong(
                        parameter++,
                        decided.stream().filter(one -> one.fate() == fate).count());
            }
            update.setInt(7, key.projectId());
            update.setString(8, key.feature());
            update.executeUpdate();
        }
    }

    private static long nano(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
