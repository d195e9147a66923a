package dev.plumbline.evaluator.judge.pair;

import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.judge.pair.PairItem.Pair;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Comparisons: which pairs there are, and what has become of them. */
@Singleton
class ComparisonStore {
    /** Most pairs of one comparison. */
    static final int MOST = 1_000;

    private static final HexFormat HEX = HexFormat.of();
    private static final String ADD = """
            INSERT INTO eval.comparison (id, project_id, rubric, version, scorer, side_a, side_b, author, created_at)
            VALUES (?::uuid, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** One request of each side per history and input, the latest; which of them is decided by the comparison's id. */
    private static final String JOIN = """
            WITH side AS (
                SELECT DISTINCT ON (release, substr(digests, 129, 64))
                       release, substr(digests, 129, 64) AS asked, trace_id, span_id,
                       md5(coalesce(session_id, encode(trace_id, 'hex'))) AS session
                FROM trace.request
                WHERE project_id = ? AND feature = ? AND start_nano >= ? AND start_nano < ? AND release IN (?, ?)
                ORDER BY release, substr(digests, 129, 64), start_nano DESC, trace_id, span_id)
            SELECT a.trace_id AS a_trace, a.span_id AS a_span, b.trace_id AS b_trace, b.span_id AS b_span, a.session
            FROM side a JOIN side b ON b.asked = a.asked AND b.release = ?
            WHERE a.release = ?
            ORDER BY md5(? || encode(a.trace_id, 'hex'))
            LIMIT ?
            """;

    /** Requests that are there, with what they were asked. */
    private static final String ASKED = """
            SELECT span_id, substr(digests, 129, 64) AS asked, md5(coalesce(session_id, encode(trace_id, 'hex'))) AS session
            FROM trace.request
            WHERE project_id = ? AND trace_id = ? AND (?::bytea IS NULL OR span_id = ?)
            LIMIT 2
            """;

    private static final String ADD_PAIR = """
            INSERT INTO eval.comparison_pair (comparison_id, place, a_trace, a_span, b_trace, b_span, session, state,
                                              due_at, opened_at)
            VALUES (?::uuid, ?, ?, ?, ?, ?, ?, 'open', ?, ?)
            """;
    private static final String FIND = "SELECT * FROM eval.comparison WHERE id = ?::uuid";
    private static final String LIST = """
            SELECT * FROM eval.comparison WHERE project_id = ? ORDER BY created_at DESC, id LIMIT ?
            """;
    private static final String PAIRS = """
            SELECT pair.*, comparison.project_id FROM eval.comparison_pair pair
            JOIN eval.comparison ON comparison.id = pair.comparison_id
            WHERE comparison_id = ?::uuid ORDER BY place
            """;
    private static final String SWEEP = "DELETE FROM eval.comparison WHERE created_at < ?";

    private final DataSource database;

    ComparisonStore(DataSource database) {
        this.database = database;
    }

    /** Two requests that answer the same, and the session of the first. */
    record Joined(Pair pair, String session) {}

    /** A request as it was named. @param asked digests of its history and input */
    record Named(RequestRef request, String asked, String session) {}

    /** Which traffic of which two releases. */
    record Releases(int project, String feature, Parameters.Range range, String a, String b) {}

    List<Joined> join(Releases wanted, String seed, int most) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(JOIN)) {
                query.setInt(1, wanted.project());
                query.setString(2, wanted.feature());
                query.setLong(3, wanted.range().fromNano());
                query.setLong(4, wanted.range().toNano());
                query.setString(5, wanted.a());
                query.setString(6, wanted.b());
                query.setString(7, wanted.b());
                query.setString(8, wanted.a());
                query.setString(9, seed);
                query.setInt(10, most);
                List<Joined> joined = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    joined.add(new Joined(pair(row, wanted.project()), row.getString("session")));
                }
                return joined;
            }
        });
    }

    /** @param spanId null for the trace's requests, of which at most two are given */
    List<Named> named(int project, String traceId, @Nullable String spanId) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(ASKED)) {
                query.setInt(1, project);
                query.setBytes(2, HEX.parseHex(traceId));
                byte[] span = spanId == null ? null : HEX.parseHex(spanId);
                query.setBytes(3, span);
                query.setBytes(4, span);
                List<Named> named = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    named.add(new Named(
                            new RequestRef(project, traceId, HEX.formatHex(row.getBytes("span_id"))),
                            HEX.formatHex(row.getBytes("asked")),
                            row.getString("session")));
                }
                return named;
            }
        });
    }

    void add(ComparisonReport.Of of, List<Joined> pairs) {
        Sql.commit(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
                insert.setString(1, of.id());
                insert.setInt(2, of.project());
                insert.setString(3, of.judged().rubric());
                insert.setInt(4, of.judged().version());
                insert.setString(5, of.judged().scorer());
                insert.setString(6, of.sides().a());
                insert.setString(7, of.sides().b());
                insert.setString(8, of.author());
                insert.setObject(9, of.at().atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
            addPairs(connection, of, pairs);
        });
    }

    private static void addPairs(Connection connection, ComparisonReport.Of of, List<Joined> pairs)
            throws SQLException {
        OffsetDateTime at = of.at().atOffset(ZoneOffset.UTC);
        try (PreparedStatement insert = connection.prepareStatement(ADD_PAIR)) {
            for (int place = 0; place < pairs.size(); place++) {
                Pair pair = pairs.get(place).pair();
                insert.setString(1, of.id());
                insert.setInt(2, place + 1);
                insert.setBytes(3, HEX.parseHex(pair.a().traceId()));
                insert.setBytes(4, HEX.parseHex(pair.a().spanId()));
                insert.setBytes(5, HEX.parseHex(pair.b().traceId()));
                insert.setBytes(6, HEX.parseHex(pair.b().spanId()));
                insert.setString(7, pairs.get(place).session());
                insert.setObject(8, at);
                insert.setObject(9, at);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    Optional<ComparisonReport.Of> find(String id) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(FIND)) {
                query.setString(1, id);
                ResultSet row = query.executeQuery();
                return row.next() ? Optional.of(of(row)) : Optional.empty();
            }
        });
    }

    List<ComparisonReport.Of> list(int project, int limit) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(LIST)) {
                query.setInt(1, project);
                query.setInt(2, limit);
                List<ComparisonReport.Of> all = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    all.add(of(row));
                }
                return all;
            }
        });
    }

    /** All pairs, by place. */
    List<PairItem> pairs(String id) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(PAIRS)) {
                query.setString(1, id);
                List<PairItem> items = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    String aFirst = row.getString("a_first");
                    String bFirst = row.getString("b_first");
                    items.add(new PairItem(
                            row.getInt("place"),
                            pair(row, row.getInt("project_id")),
                            row.getString("session"),
                            row.getString("state"),
                            row.getString("outcome"),
                            aFirst == null || bFirst == null ? null : new PairItem.Orders(aFirst, bFirst),
                            row.getString("reason")));
                }
                return items;
            }
        });
    }

    int sweep(Instant before) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(SWEEP)) {
                delete.setObject(1, before.atOffset(ZoneOffset.UTC));
                return delete.executeUpdate();
            }
        });
    }

    static Pair pair(ResultSet row, int project) throws SQLException {
        return new Pair(ref(row, project, "a"), ref(row, project, "b"));
    }

    private static RequestRef ref(ResultSet row, int project, String side) throws SQLException {
        return new RequestRef(
                project, HEX.formatHex(row.getBytes(side + "_trace")), HEX.formatHex(row.getBytes(side + "_span")));
    }

    private static ComparisonReport.Of of(ResultSet row) throws SQLException {
        return new ComparisonReport.Of(
                row.getString("id"),
                row.getInt("project_id"),
                new ComparisonReport.Judged(row.getString("rubric"), row.getInt("version"), row.getString("scorer")),
                new ComparisonReport.Sides(row.getString("side_a"), row.getString("side_b")),
                row.getString("author"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
