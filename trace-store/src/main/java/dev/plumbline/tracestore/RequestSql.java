package dev.plumbline.tracestore;

/** The statements about requests and what is known of them. */
final class RequestSql {
    static final String SELECT = "SELECT * FROM trace.request WHERE ";

    static final String UPSERT = """
            INSERT INTO trace.request (
                day, project_id, trace_id, span_id, version, start_nano, end_nano, status, name, feature, release,
                environment, session_id, user_id, spans, model_calls, tool_calls, documents, tokens_in, tokens_out,
                model, fingerprint, digests, input_text, output_text, text_cut, attributes, cost_usd, cost_unknown,
                price_version, cost_calls, keys)
            SELECT day, project_id, trace_id, span_id, version, start_nano, end_nano, status, name, feature, release,
                   environment, session_id, user_id, spans, model_calls, tool_calls, documents, tokens_in, tokens_out,
                   model, fingerprint, digests, input_text, output_text, text_cut <> 0, attributes::jsonb, cost_usd,
                   cost_unknown <> 0, price_version, cost_calls::jsonb, string_to_array(keys, chr(31))
            FROM unnest(
                ?::date[], ?::int[], ?::bytea[], ?::bytea[], ?::int[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::int[], ?::int[], ?::int[],
                ?::bigint[], ?::bigint[], ?::text[], ?::bytea[], ?::bytea[], ?::text[], ?::text[], ?::int[], ?::text[],
                ?::float8[], ?::int[], ?::text[], ?::text[], ?::text[])
                AS row (
                day, project_id, trace_id, span_id, version, start_nano, end_nano, status, name, feature, release,
                environment, session_id, user_id, spans, model_calls, tool_calls, documents, tokens_in, tokens_out,
                model, fingerprint, digests, input_text, output_text, text_cut, attributes, cost_usd, cost_unknown,
                price_version, cost_calls, keys)
            ON CONFLICT (trace_id, span_id, project_id, day) DO UPDATE SET
                version = EXCLUDED.version, start_nano = EXCLUDED.start_nano, end_nano = EXCLUDED.end_nano,
                status = EXCLUDED.status, name = EXCLUDED.name, feature = EXCLUDED.feature,
                release = EXCLUDED.release, environment = EXCLUDED.environment, session_id = EXCLUDED.session_id,
                user_id = EXCLUDED.user_id, spans = EXCLUDED.spans, model_calls = EXCLUDED.model_calls,
                tool_calls = EXCLUDED.tool_calls, documents = EXCLUDED.documents, tokens_in = EXCLUDED.tokens_in,
                tokens_out = EXCLUDED.tokens_out, model = EXCLUDED.model, fingerprint = EXCLUDED.fingerprint,
                digests = EXCLUDED.digests, input_text = EXCLUDED.input_text, output_text = EXCLUDED.output_text,
                text_cut = EXCLUDED.text_cut, attributes = EXCLUDED.attributes, cost_usd = EXCLUDED.cost_usd,
                cost_unknown = EXCLUDED.cost_unknown, price_version = EXCLUDED.price_version,
                cost_calls = EXCLUDED.cost_calls, keys = EXCLUDED.keys,
                settled_at = now()
            """;

    static final String COSTS = """
            SELECT project_id, trace_id, span_id, cost_usd, cost_unknown, price_version, cost_calls
            FROM trace.request WHERE trace_id = ANY (?)
            """;

    static final String DELETE_OTHERS = """
            DELETE FROM trace.request WHERE trace_id = ? AND project_id = ? AND NOT span_id = ANY (?)
            """;

    static final String UPSERT_TRUTH = """
            INSERT INTO trace.truth (project_id, trace_id, span_id, kind, name, source, value, label, at_nano)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (trace_id, project_id, span_id, about, kind, name, source) DO UPDATE SET
                value = EXCLUDED.value, label = EXCLUDED.label, at_nano = EXCLUDED.at_nano, recorded_at = now()
            """;

    static final String TRUTHS = """
            SELECT * FROM trace.truth WHERE project_id = ? AND trace_id = ? ORDER BY at_nano, name
            """;

    static final String TRUTHS_OF_TRACES = """
            SELECT * FROM trace.truth WHERE trace_id = ANY (?) AND project_id = ? AND kind IN ('feedback', 'truth')
            ORDER BY at_nano, name
            """;

    static final String FACET_COLUMNS =
            "start_nano, trace_id, feature, release, status, model, environment, attributes";

    /** Of requests that are picked where it says so: their values, each with how often it occurs. */
    static final String FACETS = """
            WITH found AS MATERIALIZED (%s),
            counted AS (
                SELECT 'FEATURE' AS field, '' AS key, feature AS value, count(*) AS n FROM found GROUP BY feature
                UNION ALL SELECT 'RELEASE', '', release, count(*) FROM found GROUP BY release
                UNION ALL SELECT 'STATUS', '', status, count(*) FROM found GROUP BY status
                UNION ALL SELECT 'MODEL', '', model, count(*) FROM found GROUP BY model
                UNION ALL SELECT 'ENVIRONMENT', '', environment, count(*) FROM found GROUP BY environment
                UNION ALL SELECT 'ATTRIBUTE', entry.key, entry.value, count(*)
                          FROM found, jsonb_each_text(attributes) AS entry GROUP BY entry.key, entry.value)
            SELECT field, key, value, n, (SELECT count(*) FROM found) AS looked_at FROM counted WHERE value IS NOT NULL
            """;

    static final String OF_SESSION = SELECT + """
            project_id = ? AND session_id = ? AND (start_nano, trace_id) > (?, ?)
            ORDER BY start_nano, trace_id LIMIT ?
            """;

    /** The last component of the digests is the input's. */
    static final String SAME_INPUT = """
            SELECT * FROM (
                SELECT * FROM trace.request
                WHERE project_id = ? AND feature = ? AND start_nano >= ? AND start_nano < ?
                ORDER BY start_nano DESC LIMIT ?) near
            WHERE substring(digests FROM 161 FOR 32) = ? AND NOT (trace_id = ? AND span_id = ?)
            ORDER BY start_nano DESC LIMIT ?
            """;

    private RequestSql() {}
}
