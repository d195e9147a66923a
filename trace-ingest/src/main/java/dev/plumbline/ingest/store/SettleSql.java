package dev.plumbline.ingest.store;

/** The statement that asks for settling. */
final class SettleSql {
    static final String LATER = """
            INSERT INTO trace.settle (project_id, trace_id, due_at)
            SELECT project_id, trace_id, now() + millis * interval '1 millisecond'
            FROM unnest(?::int[], ?::bytea[], ?::bigint[]) AS due (project_id, trace_id, millis)
            """;

    private SettleSql() {}
}
