package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanKey;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.SpanOutcome;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.contracts.trace.TokenUsage;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Spans and payloads out of a result set. */
final class SpanRows {
    /** A span whose content has been removed by retention. */
    private static final SpanPayload REMOVED = new SpanPayload(
            "removed",
            Content.EMPTY,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of("content removed by retention"));

    private SpanRows() {}

    static SpanKey key(ResultSet row) throws SQLException {
        return new SpanKey(
                row.getInt("project_id"),
                Hex.text(row.getBytes("trace_id")),
                Hex.text(row.getBytes("span_id")),
                row.getLong("start_nano"));
    }

    static Span span(ResultSet row) throws SQLException {
        byte[] parent = row.getBytes("parent_span_id");
        return new Span(
                key(row),
                parent == null ? null : Hex.text(parent),
                row.getString("name"),
                SpanKind.valueOf(row.getString("kind")),
                new SpanOutcome(
                        row.getLong("end_nano"),
                        SpanStatus.valueOf(row.getString("status")),
                        row.getString("status_message")),
                origin(row),
                model(row));
    }

    static Origin origin(ResultSet row) throws SQLException {
        return new Origin(
                row.getString("feature"),
                row.getString("release"),
                row.getString("environment"),
                row.getString("session_id"),
                row.getString("user_id"));
    }

    static SpanPayload payload(byte @Nullable [] body) {
        return body == null ? REMOVED : PayloadCodec.decode(body, SpanPayload.class);
    }

    private static ModelCall model(ResultSet row) throws SQLException {
        String reasons = row.getString("finish_reasons");
        return new ModelCall(
                row.getString("provider"),
                row.getString("request_model"),
                row.getString("response_model"),
                row.getString("response_id"),
                reasons == null ? List.of() : List.of(reasons.split(",")),
                new TokenUsage(
                        number(row, "tokens_in"),
                        number(row, "tokens_out"),
                        number(row, "cache_read"),
                        number(row, "cache_write"),
                        number(row, "reasoning")));
    }

    static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
