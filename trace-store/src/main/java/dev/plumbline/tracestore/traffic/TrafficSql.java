package dev.plumbline.tracestore.traffic;

import java.util.List;
import java.util.stream.Collectors;

/** The statements about counted requests. A minute is one since the Unix epoch. */
final class TrafficSql {
    /** The counts of some requests; between them stands which ones. One row per feature and bucket is made first. */
    private static final String PER_BUCKET = """
            SELECT feature, count(*) AS requests, count(*) FILTER (WHERE status = 'ERROR') AS errors,
                   coalesce(sum(coalesce(tokens_in, 0) + coalesce(tokens_out, 0)), 0) AS tokens,
                   max(start_nano) AS last_nano, %s AS bucket
            """.formatted(Durations.bucketSql("end_nano - start_nano"));

    private static final String SUMS = """
            sum(requests)::bigint AS requests, sum(errors)::bigint AS errors, sum(tokens)::bigint AS tokens,
            max(last_nano) AS last_nano
            """;

    private static final String WHEN = "start_nano IN (parts)";

    /** A statement over the requests of these parts, which stand in it: so the planner knows how few they are. */
    static String over(String statement, List<Parts.Part> raw) {
        String when = raw.stream()
                .map(part -> "start_nano >= " + part.from() + " AND start_nano < " + part.to())
                .collect(Collectors.joining(" OR "));
        return statement.replace(WHEN, when.isEmpty() ? "false" : when);
    }

    static final String DUE = """
            SELECT DISTINCT minute FROM trace.traffic_due WHERE project_id = ? AND minute >= ? AND minute <= ?
            """;

    static final String SUMMARIES = """
            SELECT feature, requests, errors, tokens, last_nano, buckets, counts
            FROM unnest(?::bigint[], ?::bigint[]) AS part (a, b)
            JOIN trace.traffic ON project_id = ? AND minutes = 60 AND start_minute >= a AND start_minute < b
            UNION ALL
            SELECT feature, requests, errors, tokens, last_nano, buckets, counts
            FROM unnest(?::bigint[], ?::bigint[]) AS part (a, b)
            JOIN trace.traffic ON project_id = ? AND minutes = 1 AND start_minute >= a AND start_minute < b
            UNION ALL
            SELECT feature, %s, array_agg(bucket), array_agg(requests::integer)
            FROM (%s
                  FROM trace.request WHERE project_id = ? AND (%s)
                  GROUP BY feature, bucket) AS counted
            GROUP BY feature
            """.formatted(SUMS, PER_BUCKET, WHEN);

    static final String BUCKETS = """
            SELECT feature, bucket, sum(requests)::bigint AS requests, sum(errors)::bigint AS errors FROM (
                SELECT feature, (start_minute * 60000000000 - ?) / ? AS bucket, requests, errors
                FROM unnest(?::bigint[], ?::bigint[]) AS part (a, b)
                JOIN trace.traffic ON project_id = ? AND minutes = 1 AND start_minute >= a AND start_minute < b
                UNION ALL
                SELECT feature, (start_nano - ?) / ?, 1, CASE status WHEN 'ERROR' THEN 1 ELSE 0 END
                FROM trace.request WHERE project_id = ? AND (%s)) AS counted
            GROUP BY feature, bucket
            """.formatted(WHEN);

    static final String ONE_AT_A_TIME = "SELECT pg_try_advisory_xact_lock(hashtext('trace.traffic'))";

    static final String TAKE = """
            WITH taken AS (
                DELETE FROM trace.traffic_due WHERE ctid = ANY (ARRAY(SELECT ctid FROM trace.traffic_due LIMIT ?))
                RETURNING project_id, minute)
            SELECT DISTINCT project_id, minute FROM taken
            """;

    static final String FORGET = """
            DELETE FROM trace.traffic USING unnest(?::integer[], ?::integer[]) AS due (project, minute)
            WHERE project_id = project AND minutes = ? AND start_minute = minute
            """;

    static final String COUNT_MINUTES = """
            INSERT INTO trace.traffic
            SELECT project, 1, minute, feature, %s, array_agg(bucket), array_agg(requests::integer)
            FROM unnest(?::integer[], ?::integer[]) AS due (project, minute), LATERAL (
                %s FROM trace.request
                WHERE project_id = project AND start_nano >= minute * 60000000000
                  AND start_nano < (minute + 1) * 60000000000
                GROUP BY feature, bucket) AS counted
            GROUP BY project, minute, feature
            """.formatted(SUMS, PER_BUCKET);

    static final String COUNT_HOURS = """
            WITH part AS MATERIALIZED (
                SELECT project, hour, feature, requests, errors, tokens, last_nano, buckets, counts
                FROM unnest(?::integer[], ?::integer[]) AS due (project, hour)
                JOIN trace.traffic ON project_id = project AND minutes = 1
                    AND start_minute >= hour AND start_minute < hour + 60),
            merged AS (
                SELECT project, hour, feature, bucket, sum(n) AS n
                FROM part, unnest(buckets, counts) AS one (bucket, n) GROUP BY project, hour, feature, bucket),
            sums AS (SELECT project, hour, feature, %s FROM part GROUP BY project, hour, feature)
            INSERT INTO trace.traffic
            SELECT project, 60, hour, feature, requests, errors, tokens, last_nano, array_agg(bucket), array_agg(n::integer)
            FROM sums JOIN merged USING (project, hour, feature)
            GROUP BY project, hour, feature, requests, errors, tokens, last_nano
            """.formatted(SUMS);

    private TrafficSql() {}
}
