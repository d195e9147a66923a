package dev.plumbline.tracestore;

/** The statements about fingerprints. */
final class FingerprintSql {
    private static final String SIGHTINGS = """
            SELECT feature, release, count(*) AS requests, min(start_nano) AS first_nano, max(start_nano) AS last_nano,
                   project_id,
                   (array_agg(trace_id ORDER BY start_nano DESC))[1] AS trace_id,
                   (array_agg(span_id ORDER BY start_nano DESC))[1] AS span_id
            FROM trace.request WHERE project_id = ? AND %s
            GROUP BY project_id, feature, release ORDER BY first_nano, feature, release
            """;

    static final String OF_REQUEST = SIGHTINGS.formatted("fingerprint = ?");

    static final String OF_COMPONENT = SIGHTINGS.formatted("substring(digests from ? for 32) = ?");

    private FingerprintSql() {}
}
