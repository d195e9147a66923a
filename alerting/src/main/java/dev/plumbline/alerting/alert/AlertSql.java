package dev.plumbline.alerting.alert;

/** The statements about alerts. */
final class AlertSql {
    static final String SELECT = "SELECT * FROM alert.alert ";

    static final String OPEN = """
            INSERT INTO alert.alert (fingerprint, project_id, feature, kind, subject, severity, state, statement,
                                     evidence, opened_nano, opened_at, told_at)
            VALUES (?, ?, ?, ?, ?, ?, 'firing', ?, ?::jsonb, ?, ?, ?)
            ON CONFLICT (fingerprint) WHERE state = 'firing' DO NOTHING
            RETURNING id
            """;

    static final String RENEW = """
            UPDATE alert.alert SET statement = ?, evidence = ?::jsonb WHERE fingerprint = ? AND state = 'firing'
            """;

    static final String RESOLVE = """
            UPDATE alert.alert SET state = 'resolved', resolved_nano = ?, resolved_at = ?
            WHERE fingerprint = ? AND state = 'firing' RETURNING id
            """;

    static final String IS_OPEN = "SELECT 1 FROM alert.alert WHERE fingerprint = ? AND state = 'firing'";

    static final String TRANSITION = """
            INSERT INTO alert.transition (alert_id, seq, at, change, actor, comment)
            SELECT ?, coalesce((SELECT max(seq) FROM alert.transition WHERE alert_id = ?), 0) + 1, ?, ?, ?, ?
            """;

    static final String LIST = """
            SELECT * FROM alert.alert
            WHERE project_id = ? AND (?::text IS NULL OR state = ?) AND (?::text IS NULL OR feature = ?) AND id < ?
            ORDER BY id DESC LIMIT ?
            """;

    static final String OPEN_FINDINGS = """
            SELECT statement FROM alert.alert
            WHERE project_id = ? AND feature = ? AND kind = 'drift' AND state = 'firing' ORDER BY id DESC LIMIT 10
            """;

    static final String FIRING = "SELECT * FROM alert.alert WHERE project_id = ? AND state = 'firing' ORDER BY id";

    static final String HISTORY = "SELECT * FROM alert.transition WHERE alert_id = ? ORDER BY seq";

    private AlertSql() {}
}
