package dev.plumbline.ingest.truth;

/** The statements of SQL that join what was said to its requests. */
final class JoinSql {
    private static final String WAITING = """
            SELECT id, project_id, kind, subject, span_id, name, source, value, label, at_nano, until <= now() AS over
            FROM trace.statement WHERE state = 'waiting' AND look_at <= now()
            """;

    static final String DUE = WAITING + " ORDER BY look_at, id LIMIT ? FOR UPDATE SKIP LOCKED";
    static final String OF_IDS = WAITING + " AND id = ANY (?) ORDER BY id FOR UPDATE";

    /** Each target's row is held, so that settling cannot take it away before the join is committed. */
    private static final String TARGETS =
            "SELECT trace_id, span_id, start_nano FROM trace.request WHERE project_id = ?";

    static final String OF_TRACES = TARGETS + " AND trace_id = ANY (?) ORDER BY start_nano, span_id FOR KEY SHARE";
    static final String OF_SESSION = TARGETS
            + " AND session_id = ? AND start_nano <= ? ORDER BY start_nano DESC, trace_id LIMIT ? FOR KEY SHARE";
    static final String OF_FINGERPRINT = TARGETS + " AND fingerprint = decode(?, 'hex') LIMIT ? FOR KEY SHARE";
    static final String OF_KEY = TARGETS + " AND keys @> ARRAY[?]::text[] LIMIT ? FOR KEY SHARE";

    static final String SPANS = "SELECT trace_id, span_id FROM trace.span WHERE project_id = ? AND trace_id = ANY (?)"
            + " AND span_id = ANY (?)";

    static final String SPAN_OF_RESPONSE =
            "SELECT span_id FROM trace.span WHERE project_id = ? AND trace_id = ? AND response_id = ? ORDER BY span_id";

    /**
     * The later one counts, of two at the same time the one that came last. What says the same again counts since when it
     * was said first.
     */
    static final String COUNT = """
            INSERT INTO trace.truth (
                project_id, trace_id, span_id, about, kind, name, source, value, label, at_nano, said_nano, statement_id,
                request_nano)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (trace_id, project_id, span_id, about, kind, name, source) DO UPDATE SET
                value = EXCLUDED.value, label = EXCLUDED.label, said_nano = EXCLUDED.said_nano,
                statement_id = EXCLUDED.statement_id, request_nano = EXCLUDED.request_nano,
                (at_nano, recorded_at) = (
                    SELECT CASE WHEN same THEN truth.at_nano ELSE EXCLUDED.at_nano END,
                           CASE WHEN same THEN truth.recorded_at ELSE now() END
                    FROM (SELECT (truth.value, truth.label) IS NOT DISTINCT FROM (EXCLUDED.value, EXCLUDED.label) AS same)
                        AS compared)
            WHERE (coalesce(truth.said_nano, truth.at_nano), coalesce(truth.statement_id, 0))
                  <= (EXCLUDED.said_nano, EXCLUDED.statement_id)
            RETURNING (old.value, old.label) IS DISTINCT FROM (new.value, new.label)
            """;

    static final String END = "UPDATE trace.statement SET state = ?, reason = ?, requests = ? WHERE id = ?";

    /** Ever more seldom: after half its age again, two seconds at least and ten minutes at most. */
    static final String LOOK_LATER = """
            UPDATE trace.statement SET look_at = least(
                greatest(until, now() + interval '1 second'),
                now() + least(greatest((now() - received_at) / 2, interval '2 seconds'), interval '10 minutes'))
            WHERE id = ANY (?)
            """;

    static final String POSTPONE = "UPDATE trace.statement SET look_at = now() + interval '1 minute' WHERE id = ?";

    /** What is said of requests that retention has taken goes too, with all that was said before. */
    static final String FORGET_TRUTH = """
            DELETE FROM trace.truth USING trace.project
            WHERE project.id = truth.project_id
              AND coalesce(truth.request_nano, truth.at_nano)
                  < extract(epoch FROM now() - project.retention_days * interval '1 day') * 1e9
              AND NOT EXISTS (
                  SELECT 1 FROM trace.request
                  WHERE request.trace_id = truth.trace_id AND request.project_id = truth.project_id)
            """;

    static final String FORGET_STATEMENTS = """
            DELETE FROM trace.statement USING trace.project
            WHERE project.id = statement.project_id AND statement.state <> 'waiting'
              AND statement.received_at < now() - project.retention_days * interval '1 day'
              AND NOT EXISTS (SELECT 1 FROM trace.truth WHERE truth.statement_id = statement.id)
            """;

    private JoinSql() {}
}
