package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanKey;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** New spans and payloads by binary COPY: the fastest durable way, which takes all rows or none. */
final class SpanCopy {
    private static final String SPAN = """
            trace.span (
                day, project_id, trace_id, span_id, start_nano, end_nano, parent_span_id, name, kind, status,
                status_message, feature, release, environment, session_id, user_id, provider, request_model,
                response_model, response_id, finish_reasons, tokens_in, tokens_out, cache_read, cache_write,
                reasoning, flags)""";
    private static final int SPAN_FIELDS = 27;
    private static final String PAYLOAD = "trace.payload (day, project_id, trace_id, span_id, start_nano, body)";
    private static final int PAYLOAD_FIELDS = 6;

    private SpanCopy() {}

    /** @throws SQLException also when one of the spans is there already; the caller's transaction is then lost */
    static void write(Connection connection, List<SpanRecord> rows) throws SQLException {
        CopyBuffer spans = new CopyBuffer();
        CopyBuffer payloads = new CopyBuffer();
        for (SpanRecord row : rows) {
            span(spans.row(SPAN_FIELDS), row);
            key(payloads.row(PAYLOAD_FIELDS), row).bytes(PayloadCodec.encode(row.payload()));
        }
        spans.copyInto(connection, SPAN);
        payloads.copyInto(connection, PAYLOAD);
    }

    private static CopyBuffer key(CopyBuffer out, SpanRecord row) {
        SpanKey key = row.span().key();
        return out.date(row.day())
                .integer(key.projectId())
                .hex(key.traceId())
                .hex(key.spanId())
                .number(key.startNano());
    }

    private static void span(CopyBuffer out, SpanRecord row) {
        Span span = row.span();
        Origin origin = span.origin();
        key(out, row)
                .number(span.outcome().endNano())
                .hex(span.parentSpanId())
                .text(span.name())
                .text(span.kind().name())
                .text(span.outcome().status().name())
                .text(span.outcome().message())
                .text(origin.feature())
                .text(origin.release())
                .text(origin.environment())
                .text(origin.sessionId())
                .text(origin.userId());
        model(out, span.model());
        out.integer(row.dayOfReceipt() ? 1 : 0);
    }

    private static void model(CopyBuffer out, ModelCall model) {
        out.text(model.provider())
                .text(model.requestModel())
                .text(model.responseModel())
                .text(model.responseId())
                .text(model.finishReasons().isEmpty() ? null : String.join(",", model.finishReasons()))
                .number(model.usage().input())
                .number(model.usage().output())
                .number(model.usage().cacheRead())
                .number(model.usage().cacheWrite())
                .number(model.usage().reasoning());
    }
}
