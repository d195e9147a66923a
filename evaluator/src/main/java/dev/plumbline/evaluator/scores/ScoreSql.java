package dev.plumbline.evaluator.scores;

/** The statements that write scores. */
final class ScoreSql {
    /** What an older version of the request gave, by whichever version of the scorer. */
    static final String DELETE_REPLACED = """
            DELETE FROM eval.score
            USING unnest(?::bytea[], ?::bytea[], ?::int[], ?::text[], ?::text[], ?::date[], ?::int[])
                      AS new (trace_id, span_id, project_id, name, scorer, day, version)
            WHERE score.trace_id = new.trace_id AND score.span_id = new.span_id AND score.project_id = new.project_id
              AND score.name = new.name
              AND (score.version < new.version OR score.scorer = new.scorer AND score.day <> new.day)
            """;

    static final String UPSERT = """
            INSERT INTO eval.score (
                day, project_id, trace_id, span_id, name, scorer, version, at_nano, feature, release, environment,
                session_id, attributes, value, label, explanation, probability, reason, policy_version, content_digest,
                tokens_in, tokens_out, agreement, language, scored_at)
            SELECT day, project_id, trace_id, span_id, name, scorer, version, at_nano, feature, release, environment,
                   session_id, attributes::jsonb, value, label, explanation, probability, reason, policy_version,
                   content_digest, tokens_in, tokens_out, agreement, language, ?::timestamptz
            FROM unnest(?::date[], ?::int[], ?::bytea[], ?::bytea[], ?::text[], ?::text[], ?::int[], ?::bigint[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::float8[], ?::text[], ?::text[],
                        ?::float8[], ?::text[], ?::int[], ?::bytea[], ?::bigint[], ?::bigint[], ?::float8[], ?::text[])
                     AS new (day, project_id, trace_id, span_id, name, scorer, version, at_nano, feature, release,
                             environment, session_id, attributes, value, label, explanation, probability, reason,
                             policy_version, content_digest, tokens_in, tokens_out, agreement, language)
            ON CONFLICT (trace_id, span_id, project_id, name, scorer, day) DO UPDATE SET
                version = EXCLUDED.version, at_nano = EXCLUDED.at_nano, feature = EXCLUDED.feature,
                release = EXCLUDED.release, environment = EXCLUDED.environment, session_id = EXCLUDED.session_id,
                attributes = EXCLUDED.attributes, value = EXCLUDED.value, label = EXCLUDED.label,
                explanation = EXCLUDED.explanation, probability = EXCLUDED.probability, reason = EXCLUDED.reason,
                policy_version = EXCLUDED.policy_version, content_digest = EXCLUDED.content_digest,
                tokens_in = EXCLUDED.tokens_in, tokens_out = EXCLUDED.tokens_out, agreement = EXCLUDED.agreement,
                language = EXCLUDED.language, scored_at = EXCLUDED.scored_at
            """;

    static final String DELETE_GONE = """
            DELETE FROM eval.score WHERE trace_id = ? AND span_id = ? AND project_id = ?
            """;

    static final String EARLIER = """
            SELECT value, label, explanation, content_digest, tokens_in, tokens_out, agreement
            FROM eval.score
            WHERE trace_id = ? AND span_id = ? AND project_id = ? AND name = ? AND scorer = ?
            """;

    private ScoreSql() {}
}
