package dev.plumbline.alerting.intake;

/** The statements about signals. */
final class SignalSql {
    static final String SIGNAL = """
            INSERT INTO alert.signal (project_id, trace_id, span_id, name, feature, at_nano, bad, slices)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            ON CONFLICT (project_id, trace_id, span_id, name) DO UPDATE SET
                feature = EXCLUDED.feature, at_nano = EXCLUDED.at_nano, bad = EXCLUDED.bad, slices = EXCLUDED.slices
            """;

    static final String CYCLE = """
            INSERT INTO alert.feature_cycle (project_id, feature, next_step) VALUES (?, ?, -1) ON CONFLICT DO NOTHING
            """;

    static final String DEAD_LETTER = "INSERT INTO alert.dead_letter (topic, value, reason) VALUES (?, ?, ?)";

    private SignalSql() {}
}
