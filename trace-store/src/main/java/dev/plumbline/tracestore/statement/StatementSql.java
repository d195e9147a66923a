package dev.plumbline.tracestore.statement;

/** The statements of SQL about statements. */
final class StatementSql {
    /** The latest of the same source about the same; said again without a new time it says nothing new. */
    static final String SAID_LAST = """
            SELECT asked.row, last.id, last.value, last.label, last.comment
            FROM unnest(?::int[], ?::int[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[])
                AS asked (row, project_id, kind, subject, span_id, name, source)
            CROSS JOIN LATERAL (
                SELECT id, value, label, comment FROM trace.statement
                WHERE project_id = asked.project_id AND subject = asked.subject AND kind = asked.kind
                  AND name = asked.name AND source = asked.source AND span_id IS NOT DISTINCT FROM asked.span_id
                  AND state IN ('waiting', 'joined')
                ORDER BY at_nano DESC, id DESC LIMIT 1) AS last
            """;

    static final String INSERT = """
            INSERT INTO trace.statement (
                project_id, kind, subject, span_id, name, source, value, label, comment, at_nano, digest, content,
                not_before, look_at, until)
            SELECT project_id, kind, subject, span_id, name, source, value, label, comment, at_nano, digest, content,
                   held.until, held.until, now() + times.wait
            FROM (SELECT ? * interval '1 millisecond' AS wait, ? * interval '1 millisecond' AS hold) AS times
            CROSS JOIN unnest(
                ?::int[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[], ?::float8[], ?::text[], ?::text[],
                ?::bigint[], ?::bytea[], ?::bytea[], ?::bool[])
                AS row (project_id, kind, subject, span_id, name, source, value, label, comment, at_nano, digest,
                        content, exact)
            CROSS JOIN LATERAL (
                SELECT CASE WHEN exact THEN now() ELSE
                    greatest(now(), least(now(), to_timestamp(at_nano / 1e9)) + times.hold) END AS until) AS held
            ON CONFLICT (project_id, digest) DO NOTHING
            RETURNING id, project_id, digest
            """;

    static final String KNOWN = """
            SELECT id, project_id, digest, content FROM trace.statement
            WHERE digest = ANY (?) AND project_id = ANY (?)
            """;

    /** Of one project, the latest first. */
    static final String LIST = """
            SELECT *, EXISTS (SELECT 1 FROM trace.truth WHERE statement_id = statement.id) AS counts
            FROM trace.statement
            WHERE project_id = ? AND id < ? AND (?::text IS NULL OR state = ?)
              AND (?::text IS NULL OR subject = 'trace ' || ? OR id IN (
                  SELECT statement_id FROM trace.truth
                  WHERE truth.project_id = statement.project_id AND truth.trace_id = decode(?, 'hex')))
            ORDER BY id DESC LIMIT ?
            """;

    static final String STATES = "SELECT id, state, reason, requests FROM trace.statement WHERE id = ANY (?)";

    static final String WAITING = """
            SELECT count(*) FROM (
                SELECT 1 FROM trace.statement WHERE state = 'waiting' AND project_id = ? LIMIT ?) AS counted
            """;

    /** Whatever has come may be what these wait for; what is held back stays so. */
    static final String LOOK_AGAIN = """
            UPDATE trace.statement SET look_at = greatest(now(), not_before)
            WHERE project_id = ? AND subject = ANY (?) AND state = 'waiting' AND look_at > greatest(now(), not_before)
            """;

    /** What was said of a request that is none any more, since its root has come, looks for its request again. */
    static final String RELEASE = """
            WITH released AS (
                DELETE FROM trace.truth WHERE project_id = ? AND trace_id = ANY (?) AND statement_id IS NOT NULL
                    AND NOT EXISTS (
                        SELECT 1 FROM trace.request
                        WHERE request.trace_id = truth.trace_id AND request.project_id = truth.project_id
                          AND request.span_id = truth.span_id)
                RETURNING statement_id)
            UPDATE trace.statement SET state = 'waiting', look_at = now()
            WHERE id IN (SELECT statement_id FROM released)
            """;

    private StatementSql() {}
}
