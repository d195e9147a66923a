package dev.plumbline.alerting.rule;

/** The statements of the rules' cycle. */
final class RuleSql {
    static final String FEATURES = "SELECT project_id, feature FROM alert.feature_cycle ORDER BY 1, 2";

    static final String STANDING =
            "SELECT project_id, feature, state FROM alert.feature_cycle WHERE project_id = ? ORDER BY feature";

    static final String LOCK = """
            SELECT next_step, state FROM alert.feature_cycle WHERE project_id = ? AND feature = ?
            FOR UPDATE SKIP LOCKED
            """;

    static final String SEEN = """
            SELECT max(at_nano) AS latest, max(received_at) AS arrival,
                   min(at_nano) FILTER (WHERE received_at > ?) AS unsettled
            FROM alert.signal WHERE project_id = ? AND feature = ? AND at_nano >= ?
            """;

    static final String SIGNALS = """
            SELECT at_nano, name, bad, slices FROM alert.signal
            WHERE project_id = ? AND feature = ? AND at_nano >= ? AND at_nano < ?
            ORDER BY at_nano, trace_id, span_id, name
            """;

    static final String EXAMPLES = """
            SELECT trace_id FROM alert.signal
            WHERE project_id = ? AND feature = ? AND name = ? AND bad AND at_nano >= ? AND at_nano < ?
              AND slices @> ?::jsonb
            ORDER BY at_nano DESC LIMIT ?
            """;

    static final String SAVE =
            "UPDATE alert.feature_cycle SET next_step = ?, state = ?::jsonb WHERE project_id = ? AND feature = ?";

    private RuleSql() {}
}
