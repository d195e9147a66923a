package dev.plumbline.evaluator.sessions;

/** The statements about sessions. */
final class SessionSql {
    static final String TOUCH = """
            INSERT INTO eval.session AS session (project_id, feature, session, trace_id, span_id, last_nano, last_status,
                                                 received_at, state)
            SELECT project_id, feature, session, trace_id, span_id, last_nano, last_status, ?, 'open'
            FROM unnest(?::int[], ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::bigint[], ?::text[])
                     AS new (project_id, feature, session, trace_id, span_id, last_nano, last_status)
            ON CONFLICT (project_id, feature, session) DO UPDATE SET
                last_status = CASE WHEN EXCLUDED.last_nano >= session.last_nano THEN EXCLUDED.last_status
                                   ELSE session.last_status END,
                last_nano = greatest(session.last_nano, EXCLUDED.last_nano), received_at = EXCLUDED.received_at,
                state = 'open'
            """;

    /** A request passed over by the judge has its job too, so all of a session are known. */
    static final String IDLE = """
            SELECT session.*, turn.n AS turns_now, turn.settled AS settled_now, first.trace_id AS trace_now,
                   first.span_id AS span_now
            FROM eval.session,
                 LATERAL (SELECT count(*) AS n, coalesce(sum(version), 0)::bigint AS settled FROM eval.job
                          WHERE job.kind = 'judge' AND job.project_id = session.project_id
                            AND job.session = session.session AND job.feature = session.feature
                            AND job.end_reason IS DISTINCT FROM 'request gone') AS turn
                 LEFT JOIN LATERAL (
                          SELECT trace_id, span_id FROM eval.job
                          WHERE job.kind = 'judge' AND job.project_id = session.project_id
                            AND job.session = session.session AND job.feature = session.feature
                            AND job.end_reason IS DISTINCT FROM 'request gone'
                          ORDER BY (job.trace_id, job.span_id) = (session.trace_id, session.span_id) DESC, start_nano,
                                   trace_id, span_id
                          LIMIT 1) AS first ON true
            WHERE session.state = 'open'
              AND (session.received_at <= ?
                OR session.last_nano <= ?::bigint - ?::bigint
                   AND session.last_nano <= - ?::bigint + (
                       SELECT max(last_nano) FROM eval.session other
                       WHERE other.project_id = session.project_id AND other.feature = session.feature
                         AND other.last_nano <= ?))
            ORDER BY session.received_at
            LIMIT ?
            """;

    static final String REST = """
            UPDATE eval.session
            SET state = 'idle', trace_id = ?, span_id = ?, turns = ?, settled = ?, version = ?
            WHERE project_id = ? AND feature = ? AND session = ? AND state = 'open' AND received_at = ?
            """;

    static final String FORGET =
            "DELETE FROM eval.session WHERE project_id = ? AND feature = ? AND session = ? AND received_at = ?";

    static final String FORGET_GONE = "DELETE FROM eval.session WHERE trace_id = ? AND span_id = ? AND project_id = ?";

    /** The requests of the session that a job is of, in their order. */
    static final String TURNS = """
            SELECT turn.project_id, turn.trace_id, turn.span_id
            FROM eval.job own
            JOIN eval.job turn
              ON turn.kind = 'judge' AND turn.project_id = own.project_id AND turn.session = own.session
             AND turn.feature = own.feature AND turn.end_reason IS DISTINCT FROM 'request gone'
            WHERE own.kind = 'session' AND own.trace_id = ? AND own.span_id = ? AND own.project_id = ?
            ORDER BY turn.start_nano, turn.trace_id, turn.span_id
            LIMIT ?
            """;

    /** The requests of an idle session that has not gone on since, in their order. */
    static final String TURNS_AS_OF = """
            SELECT turn.project_id, turn.trace_id, turn.span_id
            FROM eval.session own
            JOIN eval.job turn
              ON turn.kind = 'judge' AND turn.project_id = own.project_id AND turn.session = own.session
             AND turn.feature = own.feature AND turn.end_reason IS DISTINCT FROM 'request gone'
            WHERE own.project_id = ? AND own.feature = ? AND own.session = ? AND own.version = ? AND own.state = 'idle'
            ORDER BY turn.start_nano, turn.trace_id, turn.span_id
            LIMIT ?
            """;

    static final String LIST = """
            SELECT session.*, job.state AS job_state, job.end_reason, job.reason, job.probability, job.version AS job_version
            FROM eval.session
            LEFT JOIN eval.job
              ON job.kind = 'session' AND job.trace_id = session.trace_id AND job.span_id = session.span_id
             AND job.project_id = session.project_id
            WHERE session.project_id = ? AND (?::text IS NULL OR session.feature = ?)
              AND (?::text IS NULL OR session.session = ?) AND last_nano >= ? AND last_nano < ?
            ORDER BY last_nano DESC, session.session
            LIMIT ?
            """;

    static final String SWEEP = "DELETE FROM eval.session WHERE state = 'idle' AND received_at < ?";

    private SessionSql() {}
}
