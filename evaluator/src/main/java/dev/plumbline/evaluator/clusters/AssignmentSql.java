package dev.plumbline.evaluator.clusters;

/** The statements about assignments and the requests of their sessions. */
final class AssignmentSql {
    static final String KNOWN = """
            SELECT project_id, feature, session, reference
            FROM eval.assignment
            JOIN unnest(?::int[], ?::text[], ?::text[]) AS asked (project_id, feature, session)
              USING (project_id, feature, session)
            """;

    static final String PER_DAY = """
            SELECT count(*) FROM eval.assignment
            WHERE project_id = ? AND feature = ? AND cluster_id = ? AND at_nano > ? AND at_nano <= ?
            """;

    static final String ADD = """
            INSERT INTO eval.assignment (project_id, feature, session, trace_id, span_id, at_nano, cluster_id,
                                         cluster_label, reference, rate, draw, rule, assigned_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    /** Learned anew: the session has another cluster, and what was decided of it stands. */
    static final String MOVE = """
            UPDATE eval.assignment SET cluster_id = ?, cluster_label = ?, reference = ?
            WHERE project_id = ? AND feature = ? AND session = ? AND reference < ?
            """;

    static final String COUNT_DAY = """
            INSERT INTO eval.cluster_day AS seen (project_id, feature, cluster_id, day, sessions)
            VALUES (?, ?, ?, ?::date, 1)
            ON CONFLICT (project_id, feature, cluster_id, day) DO UPDATE SET sessions = seen.sessions + 1
            WHERE seen.sessions < ?
            """;

    /** Requests that phase 2 has not decided about; locked in the order of their key, as everywhere. */
    static final String UNDECIDED = """
            SELECT job.trace_id, job.span_id, job.project_id, job.reason, job.probability, job.policy_version,
                   job.rate AS first, assignment.cluster_id, assignment.rate, assignment.draw, assignment.rule
            FROM eval.job
            JOIN eval.assignment USING (project_id, feature, session)
            JOIN unnest(?::int[], ?::text[], ?::text[]) AS asked (project_id, feature, session)
              USING (project_id, feature, session)
            WHERE job.kind = 'judge' AND job.cluster_id IS NULL AND job.rate IS NOT NULL AND job.opened_at > ?
              AND job.end_reason IS DISTINCT FROM 'request gone'
            ORDER BY job.trace_id, job.span_id, job.project_id
            FOR UPDATE OF job
            """;

    static final String DECIDE = """
            UPDATE eval.job
            SET cluster_id = decided.cluster_id, probability = decided.probability, reason = decided.reason
            FROM unnest(?::bytea[], ?::bytea[], ?::int[], ?::text[], ?::float8[], ?::text[])
                     AS decided (trace_id, span_id, project_id, cluster_id, probability, reason)
            WHERE job.trace_id = decided.trace_id AND job.span_id = decided.span_id
              AND job.project_id = decided.project_id AND job.kind = 'judge'
            """;

    static final String OPEN = """
            UPDATE eval.job
            SET state = 'open', ended_at = NULL, end_reason = NULL, end_detail = NULL, fence = fence + 1, attempts = 0,
                lease_until = NULL, opened_at = ?, due_at = ?
            FROM unnest(?::bytea[], ?::bytea[], ?::int[]) AS chosen (trace_id, span_id, project_id)
            WHERE job.trace_id = chosen.trace_id AND job.span_id = chosen.span_id
              AND job.project_id = chosen.project_id AND job.kind = 'judge' AND job.end_reason = 'not sampled'
            """;

    /** A judge's score that is there already weighs as its request does now. */
    static final String WEIGH = """
            UPDATE eval.score
            SET probability = decided.probability, reason = decided.reason
            FROM unnest(?::bytea[], ?::bytea[], ?::int[], ?::float8[], ?::text[])
                     AS decided (trace_id, span_id, project_id, probability, reason)
            WHERE score.trace_id = decided.trace_id AND score.span_id = decided.span_id
              AND score.project_id = decided.project_id AND score.reason NOT IN ('all', 'session')
            """;

    static final String FORGET = "DELETE FROM eval.assignment WHERE trace_id = ? AND span_id = ? AND project_id = ?";

    static final String SWEEP = "DELETE FROM eval.assignment WHERE assigned_at < ?";

    static final String SWEEP_DAYS = "DELETE FROM eval.cluster_day WHERE day < ?::date";

    private AssignmentSql() {}
}
