package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads whole traces. An unknown trace is an empty answer, never an error. */
public final class TraceReader {
    private final DataSource database;

    public TraceReader(DataSource database) {
        this.database = database;
    }

    /**
     * All spans of a trace in order of start, content from log records joined in.
     *
     * <p>Where two spans share their ids, the one that ended last wins, then the one that started last.
     */
    public List<StoredSpan> trace(int projectId, String traceId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return trace(connection, projectId, traceId);
        }
    }

    /** The same in the caller's transaction. */
    public List<StoredSpan> trace(Connection connection, int projectId, String traceId) throws SQLException {
        return traces(connection, projectId, List.of(traceId)).getOrDefault(traceId, List.of());
    }

    /** Many traces of a project with three queries, in the caller's transaction; traces without spans are left out. */
    public Map<String, List<StoredSpan>> traces(Connection connection, int projectId, Collection<String> traceIds)
            throws SQLException {
        byte[][] ids = traceIds.stream().map(Hex::bytes).toArray(byte[][]::new);
        Map<String, List<Content>> logs = logs(connection, projectId, ids);
        Map<SpanKey, byte[]> payloads = payloads(connection, projectId, ids);
        Map<String, Map<String, StoredSpan>> winners = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(SpanSql.SPANS_OF_TRACES)) {
            query.setArray(1, connection.createArrayOf("bytea", ids));
            query.setInt(2, projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Span span = SpanRows.span(row);
                SpanKey key = span.key();
                SpanPayload payload = ContentJoin.join(
                        SpanRows.payload(payloads.get(key)),
                        logs.getOrDefault(key.traceId() + key.spanId(), List.of()));
                winners.computeIfAbsent(key.traceId(), id -> new LinkedHashMap<>())
                        .merge(key.spanId(), new StoredSpan(span, payload, false), TraceReader::winner);
            }
        }
        Map<String, List<StoredSpan>> traces = new HashMap<>();
        winners.forEach((id, spans) -> traces.put(id, List.copyOf(spans.values())));
        return traces;
    }

    /** Joined here and not by the server, which would have to guess how many rows a hundred ids stand for. */
    private static Map<SpanKey, byte[]> payloads(Connection connection, int projectId, byte[][] ids)
            throws SQLException {
        Map<SpanKey, byte[]> bodies = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(SpanSql.PAYLOADS_OF_TRACES)) {
            query.setArray(1, connection.createArrayOf("bytea", ids));
            query.setInt(2, projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                bodies.put(SpanRows.key(row), row.getBytes("body"));
            }
        }
        return bodies;
    }

    /** The spans of one trace that carry content, by span id; a trace that is not there has none. */
    public Optional<StoredSpan> span(int projectId, String traceId, String spanId) throws SQLException {
        return trace(projectId, traceId).stream()
                .filter(stored -> stored.span().key().spanId().equals(spanId))
                .findFirst();
    }

    private static StoredSpan winner(StoredSpan one, StoredSpan other) {
        long oneEnd = one.span().outcome().endNano();
        long otherEnd = other.span().outcome().endNano();
        boolean first = oneEnd != otherEnd
                ? oneEnd > otherEnd
                : one.span().key().startNano() > other.span().key().startNano();
        StoredSpan winner = first ? one : other;
        return new StoredSpan(winner.span(), winner.payload(), true);
    }

    /** By trace id and span id. */
    private static Map<String, List<Content>> logs(Connection connection, int projectId, byte[][] ids)
            throws SQLException {
        Map<String, List<Content>> bySpan = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(SpanSql.LOGS_OF_TRACES)) {
            query.setArray(1, connection.createArrayOf("bytea", ids));
            query.setInt(2, projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                String key = Hex.text(row.getBytes("trace_id")) + Hex.text(row.getBytes("span_id"));
                bySpan.computeIfAbsent(key, id -> new ArrayList<>())
                        .add(PayloadCodec.decode(row.getBytes("body"), Content.class));
            }
        }
        return bySpan;
    }
}
