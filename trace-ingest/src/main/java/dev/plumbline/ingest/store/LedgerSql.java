package dev.plumbline.ingest.store;

/** The statements about the ledger: received = stored + duplicate + rejected + dropped, and conflicting beside it. */
final class LedgerSql {
    static final String ADD = """
            INSERT INTO trace.ledger (minute, project_id, signal, received, stored, duplicate, rejected, dropped, conflicting)
            VALUES (?::timestamptz, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** Folds the rows of past minutes into one each; the sums stay. */
    static final String FOLD = """
            WITH folded AS (
                DELETE FROM trace.ledger WHERE (minute, project_id, signal) IN (
                    SELECT minute, project_id, signal FROM trace.ledger
                    WHERE minute < now() - interval '2 minutes'
                    GROUP BY minute, project_id, signal HAVING count(*) > 1)
                RETURNING *)
            INSERT INTO trace.ledger (
                minute, project_id, signal, received, stored, duplicate, rejected, dropped, conflicting)
            SELECT minute, project_id, signal, sum(received), sum(stored), sum(duplicate), sum(rejected), sum(dropped),
                   sum(conflicting)
            FROM folded GROUP BY minute, project_id, signal
            """;

    static final String SUM = """
            SELECT signal, sum(received) AS received, sum(stored) AS stored, sum(duplicate) AS duplicate,
                   sum(rejected) AS rejected, sum(dropped) AS dropped, max(minute) AS last_minute
            FROM trace.ledger WHERE project_id = ? AND minute >= now() - interval '1 hour'
            GROUP BY signal ORDER BY signal
            """;

    private LedgerSql() {}
}
