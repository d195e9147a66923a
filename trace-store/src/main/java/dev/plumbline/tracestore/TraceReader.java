package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Span;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
        Map<String, List<Content>> logs = logs(connection, projectId, traceId);
        Map<String, StoredSpan> winners = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(SpanSql.SPANS_OF_TRACE)) {
            query.setBytes(1, Hex.bytes(traceId));
            query.setInt(2, projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Span span = SpanRows.span(row);
                String spanId = span.key().spanId();
                SpanPayload payload = ContentJoin.join(SpanRows.payload(row), logs.getOrDefault(spanId, List.of()));
                winners.merge(spanId, new StoredSpan(span, payload, false), TraceReader::winner);
            }
        }
        return List.copyOf(winners.values());
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

    private static Map<String, List<Content>> logs(Connection connection, int projectId, String traceId)
            throws SQLException {
        Map<String, List<Content>> bySpan = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(SpanSql.LOGS_OF_TRACE)) {
            query.setBytes(1, Hex.bytes(traceId));
            query.setInt(2, projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                bySpan.computeIfAbsent(Hex.text(row.getBytes("span_id")), id -> new ArrayList<>())
                        .add(PayloadCodec.decode(row.getBytes("body"), Content.class));
            }
        }
        return bySpan;
    }
}
