package dev.plumbline.ingest.truth;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.ingest.truth.Waiting.Target;
import dev.plumbline.tracestore.statement.Subject;
import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the requests that statements are about, in the caller's transaction; what it finds stays until that ends. */
final class TargetStore {
    private static final HexFormat HEX = HexFormat.of();

    private final int most;

    /** @param most requests that are looked for by a name that several may have; one more is found when there are more */
    TargetStore(int most) {
        this.most = most;
    }

    /** By the statement's id; one that finds nothing is left out. All of the same project. */
    Map<Long, List<Target>> find(Connection connection, int projectId, List<Waiting> waiting) throws SQLException {
        Map<Long, List<Target>> found = new HashMap<>(ofTraces(connection, projectId, waiting));
        for (Waiting one : waiting) {
            List<Target> targets = switch (one.subject().kind()) {
                case TRACE -> List.<Target>of();
                case SESSION -> ofSession(connection, projectId, one);
                case FINGERPRINT ->
                    named(
                            connection,
                            projectId,
                            JoinSql.OF_FINGERPRINT,
                            one.subject().text());
                case KEY ->
                    named(connection, projectId, JoinSql.OF_KEY, one.subject().stored());
                case RESPONSE -> ofResponse(connection, projectId, one);
            };
            if (!targets.isEmpty()) {
                found.put(one.id(), targets);
            }
        }
        return found;
    }

    private static Map<Long, List<Target>> ofTraces(Connection connection, int projectId, List<Waiting> waiting)
            throws SQLException {
        List<Waiting> exact = waiting.stream()
                .filter(one -> one.subject().kind() == Subject.Kind.TRACE)
                .toList();
        if (exact.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Target>> requests = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(JoinSql.OF_TRACES)) {
            query.setInt(1, projectId);
            query.setArray(
                    2, ids(connection, exact.stream().map(one -> one.subject().text())));
            for (Target target : targets(query, projectId)) {
                requests.computeIfAbsent(target.request().traceId(), id -> new ArrayList<>())
                        .add(target);
            }
        }
        Set<String> spans = spans(connection, projectId, exact);
        Map<Long, List<Target>> found = new HashMap<>();
        for (Waiting one : exact) {
            Target target =
                    target(one.subject(), requests.getOrDefault(one.subject().text(), List.of()), spans);
            if (target != null) {
                found.put(one.id(), List.of(target));
            }
        }
        return found;
    }

    /**
     * The request of the span where the span is one, else that of its trace where there is only one. A trace that has
     * several since its root has not come has no certain one for other spans.
     */
    private static @Nullable Target target(Subject subject, List<Target> requests, Set<String> spans) {
        String spanId = subject.spanId();
        if (requests.isEmpty() || spanId == null) {
            return requests.isEmpty() ? null : requests.get(0);
        }
        for (Target request : requests) {
            if (request.request().spanId().equals(spanId)) {
                return request;
            }
        }
        Target only = requests.get(0);
        return requests.size() == 1 && spans.contains(subject.text() + spanId)
                ? new Target(only.request(), only.startNano(), spanId)
                : null;
    }

    private static Set<String> spans(Connection connection, int projectId, List<Waiting> exact) throws SQLException {
        List<Subject> wanted = exact.stream()
                .map(Waiting::subject)
                .filter(subject -> subject.spanId() != null)
                .toList();
        Set<String> spans = new HashSet<>();
        if (wanted.isEmpty()) {
            return spans;
        }
        try (PreparedStatement query = connection.prepareStatement(JoinSql.SPANS)) {
            query.setInt(1, projectId);
            query.setArray(2, ids(connection, wanted.stream().map(Subject::text)));
            query.setArray(3, ids(connection, wanted.stream().map(subject -> String.valueOf(subject.spanId()))));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                spans.add(HEX.formatHex(row.getBytes(1)) + HEX.formatHex(row.getBytes(2)));
            }
        }
        return spans;
    }

    /** The last one that had begun when the statement was made. */
    private static List<Target> ofSession(Connection connection, int projectId, Waiting one) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(JoinSql.OF_SESSION)) {
            query.setInt(1, projectId);
            query.setString(2, one.subject().text());
            query.setLong(3, one.statement().told().atNano());
            query.setInt(4, 1);
            return targets(query, projectId);
        }
    }

    private List<Target> named(Connection connection, int projectId, String sql, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setInt(1, projectId);
            query.setString(2, name);
            query.setInt(3, most + 1);
            return targets(query, projectId);
        }
    }

    private List<Target> ofResponse(Connection connection, int projectId, Waiting one) throws SQLException {
        List<Target> targets = new ArrayList<>();
        for (Target target :
                named(connection, projectId, JoinSql.OF_KEY, one.subject().stored())) {
            try (PreparedStatement query = connection.prepareStatement(JoinSql.SPAN_OF_RESPONSE)) {
                query.setInt(1, projectId);
                query.setBytes(2, HEX.parseHex(target.request().traceId()));
                query.setString(3, one.subject().text());
                ResultSet row = query.executeQuery();
                String span = row.next() ? HEX.formatHex(row.getBytes(1)) : "";
                boolean own = span.equals(target.request().spanId());
                targets.add(new Target(target.request(), target.startNano(), own ? "" : span));
            }
        }
        return targets;
    }

    private static List<Target> targets(PreparedStatement query, int projectId) throws SQLException {
        List<Target> targets = new ArrayList<>();
        ResultSet row = query.executeQuery();
        while (row.next()) {
            targets.add(new Target(
                    new RequestRef(
                            projectId, HEX.formatHex(row.getBytes("trace_id")), HEX.formatHex(row.getBytes("span_id"))),
                    row.getLong("start_nano"),
                    ""));
        }
        return targets;
    }

    private static Array ids(Connection connection, Stream<String> hex) throws SQLException {
        return connection.createArrayOf(
                "bytea", hex.distinct().map(HEX::parseHex).toArray(byte[][]::new));
    }
}
