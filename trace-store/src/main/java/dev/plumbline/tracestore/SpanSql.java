package dev.plumbline.tracestore;

/** The statements about spans, payloads and log content. */
final class SpanSql {
    static final String INSERT_SPANS = """
            INSERT INTO trace.span (
                day, project_id, trace_id, span_id, start_nano, end_nano, parent_span_id, name, kind, status,
                status_message, feature, release, environment, session_id, user_id, provider, request_model,
                response_model, response_id, finish_reasons, tokens_in, tokens_out, cache_read, cache_write,
                reasoning, flags)
            SELECT * FROM unnest(
                ?::date[], ?::int[], ?::bytea[], ?::bytea[], ?::bigint[], ?::bigint[], ?::bytea[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                ?::int[])
            ON CONFLICT DO NOTHING
            RETURNING project_id, trace_id, span_id, start_nano
            """;

    static final String INSERT_PAYLOADS = """
            INSERT INTO trace.payload (day, project_id, trace_id, span_id, start_nano, body)
            SELECT * FROM unnest(?::date[], ?::int[], ?::bytea[], ?::bytea[], ?::bigint[], ?::bytea[])
            """;

    static final String INSERT_LOGS = """
            INSERT INTO trace.span_log (day, project_id, trace_id, span_id, digest, time_nano, event_name, body)
            SELECT * FROM unnest(?::date[], ?::int[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bigint[], ?::text[],
                                 ?::bytea[])
            ON CONFLICT DO NOTHING
            """;

    static final String SPAN_ON_ANY_DAY = """
            SELECT 1 FROM trace.span WHERE trace_id = ? AND span_id = ? AND project_id = ? AND start_nano = ?
            """;

    static final String SPANS_OF_TRACES = """
            SELECT * FROM trace.span WHERE trace_id = ANY (?) AND project_id = ? ORDER BY start_nano, span_id
            """;

    static final String PAYLOADS_OF_TRACES = """
            SELECT project_id, trace_id, span_id, start_nano, body FROM trace.payload
            WHERE trace_id = ANY (?) AND project_id = ?
            """;

    static final String LOGS_OF_TRACES = """
            SELECT DISTINCT ON (trace_id, span_id, time_nano, digest) trace_id, span_id, time_nano, event_name, body
            FROM trace.span_log
            WHERE trace_id = ANY (?) AND project_id = ?
            ORDER BY trace_id, span_id, time_nano, digest
            """;

    /** As the spans of these ids were sent. */
    static final String SENT = """
            SELECT span.project_id, span.trace_id, span.span_id, span.start_nano, span.end_nano, span.parent_span_id,
                   span.name, span.kind, span.status, span.status_message, payload.body
            FROM trace.span LEFT JOIN trace.payload USING (trace_id, span_id, project_id, start_nano, day)
            WHERE span.trace_id = ANY (?) AND span.span_id = ANY (?)
            """;

    /** Everything stored under ids that several spans have. */
    static final String STARTS =
            "SELECT span_id, start_nano FROM trace.span WHERE trace_id = ? AND project_id = ? AND span_id = ANY (?)";

    static final String LOST = """
            INSERT INTO trace.conflict (project_id, trace_id, span_id, start_nano) VALUES (?, ?, ?, ?)
            ON CONFLICT (trace_id, span_id, project_id, start_nano) DO UPDATE SET removed = false, found_at = now()
            WHERE conflict.removed
            """;

    /** The first day under which each trace is filed: that of its requests, else that of its spans. */
    static final String DAYS_OF_TRACES = """
            SELECT trace_id, day, 0 AS rank FROM trace.request WHERE trace_id = ANY (?) AND project_id = ?
            UNION ALL
            SELECT trace_id, day, 1 FROM trace.span WHERE trace_id = ANY (?) AND project_id = ?
            ORDER BY rank DESC, day DESC
            """;

    private SpanSql() {}
}
