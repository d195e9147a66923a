package dev.plumbline.tracestore.skip;

/** The statements about minutes and the values in them. A minute is one since the Unix epoch. */
final class MinuteSql {
    static final String FORGET = """
            INSERT INTO trace.minute_values (project_id, start_minute, bits)
            SELECT * , NULL FROM unnest(?::integer[], ?::integer[])
            ON CONFLICT (project_id, start_minute) DO UPDATE SET bits = NULL WHERE minute_values.bits IS NOT NULL
            """;

    static final String DUE = """
            SELECT project_id, start_minute FROM trace.minute_values WHERE bits IS NULL AND start_minute < ?
            ORDER BY start_minute DESC LIMIT ?
            """;

    /** OFFSET keeps the planner from joining in another way than minute by minute: it would read every request. */
    static final String VALUES = """
            SELECT DISTINCT project, minute, field, key, value
            FROM unnest(?::integer[], ?::integer[]) AS due (project, minute),
                LATERAL (
                    SELECT feature, release, status, model, environment, attributes FROM trace.request
                    WHERE project_id = project AND start_nano >= minute * 60000000000
                      AND start_nano < (minute + 1) * 60000000000 OFFSET 0) AS request,
                LATERAL (
                    VALUES ('FEATURE', '', feature), ('RELEASE', '', release), ('STATUS', '', status),
                           ('MODEL', '', model), ('ENVIRONMENT', '', environment)
                    UNION ALL
                    SELECT 'ATTRIBUTE', entry.key, entry.value FROM jsonb_each_text(attributes) AS entry
                ) AS one (field, key, value)
            WHERE value IS NOT NULL
            """;

    static final String KEEP = """
            UPDATE trace.minute_values SET bits = ? WHERE project_id = ? AND start_minute = ?
            """;

    static final String DROP = """
            DELETE FROM trace.minute_values WHERE project_id = ? AND start_minute = ?
            """;

    /** Minutes that hold none of what is wanted; after it stands which bits are. */
    static final String BARREN = """
            SELECT start_minute FROM trace.minute_values
            WHERE project_id = ? AND start_minute >= ? AND start_minute <= ? AND bits IS NOT NULL
              AND NOT EXISTS (SELECT FROM trace.traffic_due AS due
                              WHERE due.project_id = minute_values.project_id AND due.minute = start_minute)
              AND NOT (%s)
            ORDER BY start_minute DESC
            """;

    static final String BIT = "get_bit(bits, %d & (octet_length(bits) * 8 - 1)) = 1";

    private MinuteSql() {}
}
