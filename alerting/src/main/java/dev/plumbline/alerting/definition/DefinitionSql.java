package dev.plumbline.alerting.definition;

/** The statements about written rules. */
final class DefinitionSql {
    static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('alert.rule'))";

    static final String IN_FORCE = "SELECT * FROM alert.rule WHERE ended_at IS NULL ORDER BY project_id, name";

    static final String VERSIONS =
            "SELECT * FROM alert.rule WHERE project_id = ? AND name = ? ORDER BY version DESC LIMIT 200";

    static final String END = """
            UPDATE alert.rule SET ended_by = ?, ended_at = ? WHERE project_id = ? AND name = ? AND ended_at IS NULL
            RETURNING text::text AS text
            """;

    static final String ADD = """
            INSERT INTO alert.rule (project_id, name, version, text, source, changed_by, changed_at)
            SELECT ?, ?, coalesce((SELECT max(version) FROM alert.rule WHERE project_id = ? AND name = ?), 0) + 1,
                   ?::jsonb, ?, ?, ?
            RETURNING version
            """;

    private DefinitionSql() {}
}
