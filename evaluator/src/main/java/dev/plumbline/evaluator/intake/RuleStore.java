package dev.plumbline.evaluator.intake;

import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.intake.JobMaker.Work;
import dev.plumbline.evaluator.jobs.NewJob;
import dev.plumbline.evaluator.sampling.SamplingConfig;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Always-score rules that know more than the request: what its release had before, and whether a user was unhappy. */
@Singleton
class RuleStore {
    private static final HexFormat HEX = HexFormat.of();
    private static final String KNOWN = """
            SELECT FROM eval.job WHERE trace_id = ? AND span_id = ? AND project_id = ? AND kind = 'judge'
            """;
    private static final String SEEN = """
            INSERT INTO eval.release_seen AS seen (project_id, feature, release, requests) VALUES (?, ?, ?, 1)
            ON CONFLICT (project_id, feature, release) DO UPDATE SET requests = seen.requests + 1
            WHERE seen.requests < ?
            """;
    private static final String ADD_UNHAPPY = """
            INSERT INTO eval.unhappy (trace_id, span_id, project_id, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;
    private static final String OPEN_UNHAPPY = """
            UPDATE eval.job
            SET probability = 1, reason = ?, state = 'open', ended_at = NULL, end_reason = NULL, end_detail = NULL,
                fence = fence + 1, attempts = 0, lease_until = NULL, opened_at = ?, due_at = ?
            FROM eval.unhappy
            WHERE job.trace_id = ? AND job.span_id = ? AND job.project_id = ? AND job.kind = 'judge'
              AND job.reason = 'none' AND job.end_reason = 'not sampled'
              AND unhappy.trace_id = job.trace_id AND unhappy.span_id = job.span_id
              AND unhappy.project_id = job.project_id
            """;
    private static final String OPEN_SHOWN = """
            WITH shown AS (
                SELECT trace_id, span_id, project_id, kind
                FROM eval.job
                WHERE project_id = ? AND feature = ? AND trace_id = ANY (?) AND kind = 'judge' AND reason = 'none'
                  AND end_reason = 'not sampled'
                ORDER BY trace_id, span_id
                FOR UPDATE)
            UPDATE eval.job
            SET probability = 1, reason = ?, state = 'open', ended_at = NULL, end_reason = NULL, end_detail = NULL,
                fence = fence + 1, attempts = 0, lease_until = NULL, opened_at = ?, due_at = ?
            FROM shown
            WHERE job.trace_id = shown.trace_id AND job.span_id = shown.span_id
              AND job.project_id = shown.project_id AND job.kind = shown.kind
            """;
    private static final String SWEEP = "DELETE FROM eval.unhappy WHERE at < ?";

    private final SamplingConfig config;
    private final Set<Release> full = ConcurrentHashMap.newKeySet();

    RuleStore(SamplingConfig config) {
        this.config = config;
    }

    private record Release(int project, String feature, String release) implements Comparable<Release> {
        @Override
        public int compareTo(Release other) {
            return (project + "|" + feature + "|" + release)
                    .compareTo(other.project + "|" + other.feature + "|" + other.release);
        }
    }

    /**
     * Has the first requests of each release judged; a request that is known already is not among them. Releases are
     * taken in one order, so that no two batches wait for each other.
     */
    List<Work> firstOfReleases(Connection connection, List<Work> work) throws SQLException {
        if (config.firstOfRelease() == 0) {
            return work;
        }
        List<Work> ruled = new ArrayList<>(work);
        TreeMap<Release, List<Integer>> places = new TreeMap<>();
        for (int i = 0; i < work.size(); i++) {
            RequestSettled event = work.get(i).event();
            String name = event.origin().release();
            if (work.get(i).judge() != null && name != null) {
                Release release =
                        new Release(event.request().projectId(), event.origin().feature(), name);
                if (!full.contains(release)) {
                    places.computeIfAbsent(release, one -> new ArrayList<>()).add(i);
                }
            }
        }
        for (Release release : places.keySet()) {
            for (int place : places.getOrDefault(release, List.of())) {
                if (full.contains(release)
                        || isKnown(connection, work.get(place).event().request())) {
                    continue;
                }
                if (!isFirst(connection, release)) {
                    full.add(release);
                } else if (isPassedOver(work.get(place).judge())) {
                    ruled.set(place, work.get(place).judgedBy(SamplingDecision.RULE_RELEASE));
                }
            }
        }
        return ruled;
    }

    /** Remembers requests with negative feedback. */
    void addUnhappy(Connection connection, Collection<RequestRef> requests, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD_UNHAPPY)) {
            for (RequestRef request : requests) {
                bind(insert, 1, request);
                insert.setObject(4, now.atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Opens the judge's jobs of those that are unhappy and were passed over. */
    int openUnhappy(Connection connection, Collection<RequestRef> requests, Instant now) throws SQLException {
        if (!config.negativeFeedbackAlways()) {
            return 0;
        }
        try (PreparedStatement update = connection.prepareStatement(OPEN_UNHAPPY)) {
            for (RequestRef request : requests) {
                update.setString(1, SamplingDecision.RULE_FEEDBACK);
                update.setObject(2, now.atOffset(ZoneOffset.UTC));
                update.setObject(3, now.atOffset(ZoneOffset.UTC));
                bind(update, 4, request);
                update.addBatch();
            }
            int opened = 0;
            for (int count : update.executeBatch()) {
                opened += count;
            }
            return opened;
        }
    }

    /** Opens the judge's jobs of requests that show a finding and were passed over. */
    int openShown(Connection connection, List<Findings.Shown> findings, Instant now) throws SQLException {
        if (!config.driftAlways()) {
            return 0;
        }
        int opened = 0;
        try (PreparedStatement update = connection.prepareStatement(OPEN_SHOWN)) {
            for (Findings.Shown finding : findings) {
                update.setInt(1, finding.project());
                update.setString(2, finding.feature());
                byte[][] traces = finding.traceIds().stream().map(HEX::parseHex).toArray(byte[][]::new);
                update.setArray(3, connection.createArrayOf("bytea", traces));
                update.setString(4, SamplingDecision.RULE_DRIFT);
                update.setObject(5, now.atOffset(ZoneOffset.UTC));
                update.setObject(6, now.atOffset(ZoneOffset.UTC));
                opened += update.executeUpdate();
            }
        }
        return opened;
    }

    void sweep(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(SWEEP)) {
            delete.setObject(1, before.atOffset(ZoneOffset.UTC));
            delete.executeUpdate();
        }
    }

    private static boolean isPassedOver(@Nullable NewJob job) {
        return job != null && !job.sampling().chosen();
    }

    private static boolean isKnown(Connection connection, RequestRef request) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(KNOWN)) {
            bind(query, 1, request);
            ResultSet row = query.executeQuery();
            return row.next();
        }
    }

    private boolean isFirst(Connection connection, Release release) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SEEN)) {
            insert.setInt(1, release.project());
            insert.setString(2, release.feature());
            insert.setString(3, release.release());
            insert.setInt(4, config.firstOfRelease());
            return insert.executeUpdate() == 1;
        }
    }

    private static void bind(PreparedStatement statement, int first, RequestRef request) throws SQLException {
        statement.setBytes(first, HEX.parseHex(request.traceId()));
        statement.setBytes(first + 1, HEX.parseHex(request.spanId()));
        statement.setInt(first + 2, request.projectId());
    }
}
