package dev.plumbline.drift.concept;

import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.FeatureKey;
import dev.plumbline.drift.feature.FeatureStore;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.Truth;
import dev.plumbline.tracestore.database.ColumnsSql;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Takes sessions whose time for truth is over, in their order, with what was said about any of their requests until then.
 * A truth that comes later is not counted: else the reference, about which more has become known, would differ from now.
 */
@Singleton
public class JudgedStore {
    private static final HexFormat HEX = HexFormat.of();
    private static final int MOST = 500;

    /** With the traces of the session, as far as they are still known; one row without any else. */
    private static final String NEXT = """
            SELECT o.ordinal, o.start_nano, i.trace_id
            FROM (SELECT o.project_id, o.ordinal, o.start_nano, o.trace_id, o.span_id
                  FROM drift.feature AS f
                  JOIN drift.observation AS o ON o.project_id = f.project_id AND o.feature = f.feature
                    AND o.ordinal >= f.judged_until AND o.ordinal < f.consumed AND o.start_nano + ? <= f.cursor_nano
                  WHERE f.project_id = ? AND f.feature = ?
                  ORDER BY o.ordinal LIMIT ?) AS o
            LEFT JOIN drift.input AS own ON own.project_id = o.project_id AND own.trace_id = o.trace_id
              AND own.span_id = o.span_id
            LEFT JOIN drift.input AS i ON i.project_id = own.project_id AND i.feature = own.feature
              AND i.session = own.session AND i.start_nano BETWEEN o.start_nano AND o.start_nano + ?
              AND (i.fate = 'same_session' OR i.trace_id = own.trace_id)
            ORDER BY o.ordinal
            """;

    private static final String INSERT = """
            INSERT INTO drift.judged (project_id, feature, name, ordinal, bad)
            SELECT ?, ?, name, ordinal, bad FROM unnest(?, ?, ?) AS judged (name, ordinal, bad)
            ON CONFLICT DO NOTHING
            """;
    private static final String REACHED =
            "UPDATE drift.feature SET judged_until = ? WHERE project_id = ? AND feature = ?";
    private static final String SWEEP = """
            DELETE FROM drift.judged AS j WHERE NOT EXISTS (
                SELECT FROM drift.observation AS o
                WHERE o.project_id = j.project_id AND o.feature = j.feature AND o.ordinal = j.ordinal)
            """;

    private final DataSource database;
    private final FeatureStore features;
    private final RequestReader requests;

    public JudgedStore(DataSource database, FeatureStore features) {
        this.database = database;
        this.features = features;
        this.requests = new RequestReader(database);
    }

    private record Session(long ordinal, long startNano, List<String> traceIds) {}

    private record Said(String name, long ordinal, boolean bad) {}

    /**
     * Takes the next sessions; whether there were any.
     *
     * @param within how long after a session's first request something may become known about it
     */
    public boolean take(Claim claim, Duration within, TruthRule rule) {
        List<Session> sessions = next(claim.key(), within);
        if (sessions.isEmpty()) {
            return false;
        }
        List<String> traces =
                sessions.stream().flatMap(one -> one.traceIds().stream()).toList();
        Map<String, List<Truth>> truths =
                Sql.reading(() -> requests.truths(claim.key().projectId(), traces));
        List<Said> said = new ArrayList<>();
        for (Session session : sessions) {
            said.addAll(said(session, truths, within, rule));
        }
        long reached = sessions.get(sessions.size() - 1).ordinal() + 1;
        Sql.commit(database, connection -> {
            features.hold(connection, claim);
            insert(connection, claim.key(), said);
            try (PreparedStatement update = connection.prepareStatement(REACHED)) {
                update.setLong(1, reached);
                update.setInt(2, claim.key().projectId());
                update.setString(3, claim.key().feature());
                update.executeUpdate();
            }
        });
        return true;
    }

    /** One statement for each name: bad when any of them is. */
    private static List<Said> said(Session session, Map<String, List<Truth>> truths, Duration within, TruthRule rule) {
        Map<String, Boolean> bad = new TreeMap<>();
        for (String traceId : session.traceIds()) {
            for (Truth truth : truths.getOrDefault(traceId, List.of())) {
                if (truth.atNano() <= session.startNano() + within.toNanos()) {
                    bad.merge(TruthRule.series(truth), rule.bad(truth), Boolean::logicalOr);
                }
            }
        }
        return bad.entrySet().stream()
                .map(one -> new Said(one.getKey(), session.ordinal(), one.getValue()))
                .toList();
    }

    private List<Session> next(FeatureKey key, Duration within) {
        return Sql.read(database, connection -> {
            Map<Long, Session> sessions = new TreeMap<>();
            try (PreparedStatement query = connection.prepareStatement(NEXT)) {
                query.setLong(1, within.toNanos());
                query.setInt(2, key.projectId());
                query.setString(3, key.feature());
                query.setInt(4, MOST);
                query.setLong(5, within.toNanos());
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    Session session = new Session(row.getLong(1), row.getLong(2), new ArrayList<>());
                    sessions.putIfAbsent(session.ordinal(), session);
                    byte[] traceId = row.getBytes(3);
                    if (traceId != null) {
                        sessions.getOrDefault(session.ordinal(), session)
                                .traceIds()
                                .add(HEX.formatHex(traceId));
                    }
                }
            }
            return List.copyOf(sessions.values());
        });
    }

    private static void insert(Connection connection, FeatureKey key, List<Said> said) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, key.projectId());
            insert.setString(2, key.feature());
            new ColumnsSql<>(connection, insert, said, 3)
                    .add("text", Said::name)
                    .add("int8", Said::ordinal)
                    .add("bool", Said::bad);
            insert.executeUpdate();
        }
    }

    /** Forgets what was said about sessions that are forgotten. */
    public int sweep() {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(SWEEP)) {
                return delete.executeUpdate();
            }
        });
    }
}
