package dev.plumbline.alerting.intake;

/** The statements about what comes from the bus. */
final class SignalSql {
    /** A newer score replaces an older one; the step it was counted in stays. */
    static final String SIGNAL = """
            INSERT INTO alert.signal AS known (project_id, trace_id, span_id, name, feature, at_nano, bad, slices,
                                               reason, probability, scored_at, received_at, step, scorer, may_page,
                                               session_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (project_id, trace_id, span_id, name) DO UPDATE SET
                feature = EXCLUDED.feature, at_nano = EXCLUDED.at_nano, bad = EXCLUDED.bad, slices = EXCLUDED.slices,
                reason = EXCLUDED.reason, probability = EXCLUDED.probability, scored_at = EXCLUDED.scored_at,
                scorer = EXCLUDED.scorer, may_page = EXCLUDED.may_page, session_id = EXCLUDED.session_id
            WHERE known.scored_at IS NULL OR known.scored_at < EXCLUDED.scored_at
            """;

    static final String CYCLE = """
            INSERT INTO alert.feature_cycle (project_id, feature, next_step) VALUES (?, ?, -1) ON CONFLICT DO NOTHING
            """;

    /** Once a second is enough to know that a score comes. */
    static final String SEEN = """
            INSERT INTO alert.score_seen AS known (project_id, feature, name, seen_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (project_id, feature, name) DO UPDATE SET seen_at = EXCLUDED.seen_at
            WHERE known.seen_at < EXCLUDED.seen_at - interval '1 s'
            """;

    static final String DEAD_LETTER =
            "INSERT INTO alert.dead_letter (topic, value, reason) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    static final String FOLLOWED_EVENT =
            "INSERT INTO alert.drift_event (event_id, received_at) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private SignalSql() {}
}
