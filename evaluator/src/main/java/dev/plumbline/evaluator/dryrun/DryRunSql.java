package dev.plumbline.evaluator.dryrun;

/** The statements about trials. */
final class DryRunSql {
    static final String ADD = """
            INSERT INTO eval.dry_run (id, name, version, project_id, compared, author, created_at)
            VALUES (?::uuid, ?, ?, ?, ?, ?, ?)
            """;
    static final String ADD_REQUESTS = """
            INSERT INTO eval.dry_run_item (run_id, place, trace_id, span_id, state, due_at, before)
            SELECT ?::uuid, row_number() OVER (), trace_id, span_id, 'open', ?, before
            FROM (SELECT job.trace_id, job.span_id, score.label AS before
                  FROM eval.job
                  LEFT JOIN eval.score
                    ON score.trace_id = job.trace_id AND score.span_id = job.span_id
                   AND score.project_id = job.project_id AND score.name = ? AND score.scorer = ?
                  WHERE job.project_id = ? AND job.kind = 'scorers' AND job.state = 'scored'
                    AND job.start_nano >= ? AND job.start_nano < ? AND (?::text[] IS NULL OR job.feature = ANY (?))
                  ORDER BY score.label IS NULL, md5(? || encode(job.trace_id, 'hex'))
                  LIMIT ?) AS picked
            """;

    /** Those that are idle: one that goes on is judged when it has ended. A verdict of an older version is of fewer turns. */
    static final String ADD_SESSIONS = """
            INSERT INTO eval.dry_run_item (run_id, place, trace_id, span_id, state, due_at, before, feature, session,
                                           session_version)
            SELECT ?::uuid, row_number() OVER (), trace_id, span_id, 'open', ?, before, feature, session, version
            FROM (SELECT session.trace_id, session.span_id, session.feature, session.session, session.version,
                         score.label AS before
                  FROM eval.session
                  LEFT JOIN eval.score
                    ON score.trace_id = session.trace_id AND score.span_id = session.span_id
                   AND score.project_id = session.project_id AND score.name = ? AND score.scorer = ?
                   AND score.version = session.version
                  WHERE session.project_id = ? AND session.state = 'idle' AND session.turns > 0
                    AND session.last_nano >= ? AND session.last_nano < ?
                    AND (?::text[] IS NULL OR session.feature = ANY (?))
                  ORDER BY score.label IS NULL, md5(? || session.session)
                  LIMIT ?) AS picked
            """;

    static final String LEASE = """
            UPDATE eval.dry_run_item AS item
            SET due_at = ?, attempts = attempts + 1
            FROM (SELECT run_id, place FROM eval.dry_run_item
                  WHERE state = 'open' AND due_at <= ? ORDER BY due_at, place LIMIT 1
                  FOR UPDATE SKIP LOCKED) AS due, eval.dry_run run
            WHERE item.run_id = due.run_id AND item.place = due.place AND run.id = item.run_id
            RETURNING item.*, run.name, run.version, run.project_id
            """;
    static final String END = """
            UPDATE eval.dry_run_item SET state = ?, label = ?, value = ?, explanation = ?
            WHERE run_id = ?::uuid AND place = ? AND state = 'open' AND attempts = ?
            """;
    static final String RELEASE = """
            UPDATE eval.dry_run_item SET due_at = ?, attempts = attempts - ?
            WHERE run_id = ?::uuid AND place = ? AND state = 'open' AND attempts = ?
            """;
    static final String FIND = "SELECT * FROM eval.dry_run WHERE id = ?::uuid AND name = ?";
    static final String ITEMS = "SELECT * FROM eval.dry_run_item WHERE run_id = ?::uuid ORDER BY place";

    private DryRunSql() {}
}
