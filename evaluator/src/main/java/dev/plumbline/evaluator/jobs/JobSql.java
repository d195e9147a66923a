package dev.plumbline.evaluator.jobs;

/** The statements about jobs. Rows are locked in the order of their key everywhere, so that no two wait for each other. */
final class JobSql {
    /**
     * A decision once made stands: a request passed over by an earlier version is chosen later by a rule alone, since a
     * second draw would change its probability.
     */
    static final String OPEN = """
            INSERT INTO eval.job AS job (
                project_id, trace_id, span_id, kind, version, feature, start_nano, probability, reason, policy_version,
                session, rate, state, opened_at, due_at, ended_at, end_reason)
            SELECT project_id, trace_id, span_id, kind, version, feature, start_nano, probability, reason, policy_version,
                   session, rate,
                   CASE WHEN reason = 'none' THEN 'not_scored' ELSE 'open' END, now.at, now.at,
                   CASE WHEN reason = 'none' THEN now.at END, CASE WHEN reason = 'none' THEN 'not sampled' END
            FROM unnest(?::int[], ?::bytea[], ?::bytea[], ?::text[], ?::int[], ?::text[], ?::bigint[], ?::float8[],
                        ?::text[], ?::int[], ?::text[], ?::float8[])
                     AS new (project_id, trace_id, span_id, kind, version, feature, start_nano, probability, reason,
                             policy_version, session, rate),
                 (SELECT ?::timestamptz AS at) AS now
            ORDER BY trace_id, span_id, project_id, kind
            ON CONFLICT (trace_id, span_id, project_id, kind) DO UPDATE SET
                version = EXCLUDED.version, feature = EXCLUDED.feature, start_nano = EXCLUDED.start_nano,
                session = EXCLUDED.session,
                probability = CASE WHEN job.reason = 'none' AND EXCLUDED.reason LIKE 'rule:%' THEN EXCLUDED.probability
                                   ELSE job.probability END,
                policy_version = CASE WHEN job.reason = 'none' AND EXCLUDED.reason LIKE 'rule:%'
                                      THEN EXCLUDED.policy_version ELSE job.policy_version END,
                reason = CASE WHEN job.reason = 'none' AND EXCLUDED.reason LIKE 'rule:%' THEN EXCLUDED.reason
                              ELSE job.reason END,
                state = CASE WHEN job.reason = 'none' AND NOT EXCLUDED.reason LIKE 'rule:%' THEN 'not_scored'
                             ELSE 'open' END,
                ended_at = CASE WHEN job.reason = 'none' AND NOT EXCLUDED.reason LIKE 'rule:%' THEN EXCLUDED.opened_at
                           END,
                end_reason = CASE WHEN job.reason = 'none' AND NOT EXCLUDED.reason LIKE 'rule:%' THEN 'not sampled' END,
                end_detail = NULL, fence = job.fence + 1, attempts = 0, lease_until = NULL,
                opened_at = EXCLUDED.opened_at, due_at = EXCLUDED.due_at
            WHERE job.version < EXCLUDED.version
            RETURNING kind
            """;

    /** Whatever it came to before: what is known of its documents has changed. */
    static final String OPEN_AGAIN = """
            INSERT INTO eval.job AS job (
                project_id, trace_id, span_id, kind, version, feature, start_nano, probability, reason, policy_version,
                session, rate, state, opened_at, due_at)
            SELECT project_id, trace_id, span_id, kind, version, feature, start_nano, probability, reason, policy_version,
                   session, rate, 'open', now.at, now.at
            FROM unnest(?::int[], ?::bytea[], ?::bytea[], ?::text[], ?::int[], ?::text[], ?::bigint[], ?::float8[],
                        ?::text[], ?::int[], ?::text[], ?::float8[])
                     AS new (project_id, trace_id, span_id, kind, version, feature, start_nano, probability, reason,
                             policy_version, session, rate),
                 (SELECT ?::timestamptz AS at) AS now
            ORDER BY trace_id, span_id, project_id, kind
            ON CONFLICT (trace_id, span_id, project_id, kind) DO UPDATE SET
                version = greatest(job.version, EXCLUDED.version), state = 'open', ended_at = NULL, end_reason = NULL,
                end_detail = NULL, fence = job.fence + 1, attempts = 0, lease_until = NULL,
                opened_at = EXCLUDED.opened_at, due_at = EXCLUDED.due_at
            RETURNING kind
            """;

    static final String LEASE = """
            WITH due AS (
                SELECT trace_id, span_id, project_id, kind
                FROM eval.job
                WHERE kind = ? AND state = 'open' AND due_at <= ?
                ORDER BY due_at
                LIMIT ?
                FOR UPDATE SKIP LOCKED)
            UPDATE eval.job
            SET fence = job.fence + 1, attempts = job.attempts + 1, lease_until = ?, due_at = ?
            FROM due
            WHERE job.trace_id = due.trace_id AND job.span_id = due.span_id AND job.project_id = due.project_id
              AND job.kind = due.kind
            RETURNING job.*
            """;

    static final String RELEASE = """
            UPDATE eval.job
            SET due_at = ?, lease_until = NULL, attempts = attempts - ?, end_detail = coalesce(?, end_detail)
            WHERE trace_id = ? AND span_id = ? AND project_id = ? AND kind = ? AND fence = ? AND state = 'open'
            """;

    static final String LOCK_HELD = """
            SELECT job.trace_id, job.span_id, job.project_id, job.kind, job.probability, job.reason,
                   job.policy_version, job.rate
            FROM eval.job
            JOIN unnest(?::bytea[], ?::bytea[], ?::int[], ?::text[], ?::bigint[])
                     AS held (trace_id, span_id, project_id, kind, fence)
              ON job.trace_id = held.trace_id AND job.span_id = held.span_id AND job.project_id = held.project_id
             AND job.kind = held.kind AND job.fence = held.fence
            WHERE job.state = 'open'
            ORDER BY job.trace_id, job.span_id, job.project_id, job.kind
            FOR UPDATE OF job
            """;

    static final String END = """
            UPDATE eval.job
            SET state = ?, ended_at = ?, end_reason = ?, end_detail = ?, lease_until = NULL
            WHERE trace_id = ? AND span_id = ? AND project_id = ? AND kind = ?
            """;

    static final String EXPIRE = """
            WITH old AS (
                SELECT trace_id, span_id, project_id, kind
                FROM eval.job
                WHERE kind = ? AND state = 'open' AND opened_at < ? AND (lease_until IS NULL OR lease_until <= ?)
                  AND (attempts > 0) = ?
                ORDER BY trace_id, span_id, project_id
                FOR UPDATE SKIP LOCKED)
            UPDATE eval.job
            SET state = ?, ended_at = ?, end_reason = ?, end_detail = coalesce(end_detail, ?), fence = fence + 1,
                lease_until = NULL
            FROM old
            WHERE job.trace_id = old.trace_id AND job.span_id = old.span_id AND job.project_id = old.project_id
              AND job.kind = old.kind
            """;

    static final String SIBLINGS = """
            SELECT DISTINCT job.project_id, job.trace_id, job.span_id
            FROM eval.job
            JOIN unnest(?::bytea[], ?::int[]) AS asked (trace_id, project_id)
              ON job.trace_id = asked.trace_id AND job.project_id = asked.project_id
            WHERE job.end_reason IS DISTINCT FROM 'request gone'
            """;

    static final String GONE = """
            UPDATE eval.job
            SET state = 'not_scored', ended_at = ?, end_reason = 'request gone', end_detail = NULL, fence = fence + 1,
                lease_until = NULL, session = encode(trace_id, 'hex')
            WHERE trace_id = ? AND span_id = ? AND project_id = ?
            """;

    static final String OPEN_COUNTS = """
            SELECT kind, CASE WHEN lease_until > ? THEN 'running' ELSE 'waiting' END AS state, NULL AS reason,
                   count(*) AS n, extract(epoch FROM ?::timestamptz - min(opened_at))::bigint AS oldest
            FROM eval.job
            WHERE state = 'open'
            GROUP BY 1, 2
            """;

    static final String END_COUNTS = """
            SELECT kind, state, end_reason AS reason, count(*) AS n, NULL::bigint AS oldest
            FROM eval.job
            WHERE state <> 'open' AND ended_at > ?
            GROUP BY kind, state, end_reason
            """;

    static final String SWEEP = """
            DELETE FROM eval.job
            WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM eval.job WHERE state <> 'open' AND ended_at < ? ORDER BY ended_at LIMIT ?))
              AND state <> 'open'
            """;

    private JobSql() {}
}
