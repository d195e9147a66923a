package dev.plumbline.alerting.rule;

/** The statements of the rules' cycle. */
final class RuleSql {
    /** What waits of each feature, read once for all of them: most have no step to close, and are not to be locked. */
    static final String WAITING = """
            SELECT project_id, feature, next_step, waiting.earliest, waiting.latest, waiting.arrival
            FROM alert.feature_cycle CROSS JOIN LATERAL (
                SELECT min(at_nano) AS earliest, max(at_nano) AS latest, max(received_at) AS arrival FROM alert.signal
                WHERE signal.project_id = feature_cycle.project_id AND signal.feature = feature_cycle.feature
                  AND step IS NULL AND at_nano < ?) AS waiting
            WHERE waiting.arrival IS NOT NULL ORDER BY 1, 2
            """;

    static final String STANDING =
            "SELECT project_id, feature, state FROM alert.feature_cycle WHERE project_id = ? ORDER BY feature";

    static final String LOCK = """
            SELECT next_step, state FROM alert.feature_cycle WHERE project_id = ? AND feature = ?
            FOR UPDATE SKIP LOCKED
            """;

    static final String SEEN = """
            SELECT min(at_nano) AS earliest, max(at_nano) AS latest, max(received_at) AS arrival
            FROM alert.signal WHERE project_id = ? AND feature = ? AND step IS NULL AND at_nano < ?
            """;

    /** Files what waits: in its own step, or in the first open one when it came up to an hour too late for that. */
    static final String CLOSE = """
            UPDATE alert.signal SET step = CASE WHEN at_nano < ? THEN -1 ELSE greatest(at_nano / ?, ?) END
            WHERE project_id = ? AND feature = ? AND step IS NULL AND at_nano < ?
            """;

    /**
     * The sessions of each step and series, those that are alike together, the series with most scores first. A request
     * weighs the inverse of its probability, a session as much as its requests but no more than five of its heaviest:
     * one that asks without end is not the traffic. Weights are rounded, so that the order of a sum changes nothing.
     */
    static final String BATCHES = """
            WITH scored AS (
                SELECT step, name, scorer, coalesce(session_id, trace_id) AS session, slices, bad, 1 / probability AS weight
                FROM alert.signal WHERE project_id = ? AND feature = ? AND step >= ? AND step < ?
            ), part AS (
                SELECT step, name, scorer, session, '' AS attribute, '' AS key, bad, weight FROM scored
                UNION ALL
                SELECT step, name, scorer, session, slice.key, slice.key || '=' || slice.value, bad, weight
                FROM scored, jsonb_each_text(slices) AS slice
            ), unit AS (
                SELECT step, name, scorer, attribute, key, session, count(*) AS n, count(*) FILTER (WHERE bad) AS bad,
                       round(least(sum(weight), 5 * max(weight))::numeric, 6) AS weight,
                       round((coalesce(sum(weight) FILTER (WHERE bad), 0) / sum(weight))::numeric, 6) AS share
                FROM part GROUP BY step, name, scorer, attribute, key, session
            )
            SELECT step, name, scorer, attribute, key, weight, share, count(*) AS sessions, sum(n) AS n, sum(bad) AS bad,
                   sum(sum(n)) OVER (PARTITION BY step, name, scorer, attribute, key) AS scores
            FROM unit GROUP BY step, name, scorer, attribute, key, weight, share
            ORDER BY step, name, scores DESC, key, scorer, weight, share
            """;

    static final String HOUR = """
            SELECT coalesce(session_id, trace_id) AS session, bad, 1 / probability AS weight, slices FROM alert.signal
            WHERE project_id = ? AND feature = ? AND name = ? AND scorer = ? AND step >= ? AND step <= ?
            ORDER BY at_nano DESC, trace_id, span_id LIMIT ?
            """;

    static final String MAY_PAGE = """
            SELECT coalesce(bool_and(may_page), true) FROM alert.signal
            WHERE project_id = ? AND feature = ? AND name = ? AND scorer = ? AND step >= ? AND step <= ?
            """;

    static final String EXAMPLES = """
            SELECT trace_id FROM alert.signal
            WHERE project_id = ? AND feature = ? AND name = ? AND scorer = ? AND bad AND step >= ? AND step <= ?
              AND slices @> ?::jsonb
            ORDER BY at_nano DESC, trace_id LIMIT ?
            """;

    static final String SAVE =
            "UPDATE alert.feature_cycle SET next_step = ?, state = ?::jsonb WHERE project_id = ? AND feature = ?";

    private RuleSql() {}
}
