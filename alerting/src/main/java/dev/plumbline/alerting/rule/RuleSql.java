package dev.plumbline.alerting.rule;

/** The statements of the rules' cycle. */
final class RuleSql {
    static final String FEATURES = """
            SELECT project_id, feature FROM alert.feature_cycle
            WHERE EXISTS (SELECT 1 FROM alert.signal
                          WHERE signal.project_id = feature_cycle.project_id AND signal.feature = feature_cycle.feature
                            AND step IS NULL)
            ORDER BY 1, 2
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

    static final String TALLIES = """
            SELECT step, name, scorer, '' AS attribute, '' AS key, count(*) AS n, count(*) FILTER (WHERE bad) AS bad
            FROM alert.signal WHERE project_id = ? AND feature = ? AND step >= ? AND step < ?
            GROUP BY step, name, scorer
            UNION ALL
            SELECT step, name, scorer, slice.key, slice.key || '=' || slice.value, count(*), count(*) FILTER (WHERE bad)
            FROM alert.signal, jsonb_each_text(slices) AS slice
            WHERE project_id = ? AND feature = ? AND step >= ? AND step < ?
            GROUP BY step, name, scorer, slice.key, slice.value
            ORDER BY step, name, n DESC, key
            """;

    static final String HOUR = """
            SELECT bad, slices FROM alert.signal
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
