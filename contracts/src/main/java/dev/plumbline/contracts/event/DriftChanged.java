package dev.plumbline.contracts.event;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A drift finding opened, grew or closed. Drift is a warning, never a verdict on quality.
 *
 * @param change {@code opened}, {@code grown} or {@code closed}
 * @param subject what moved
 * @param evidence the numbers
 * @param exampleTraceIds requests that show it, the clearest first
 */
public record DriftChanged(
        EventHeader header,
        String findingId,
        String change,
        Subject subject,
        Evidence evidence,
        List<String> exampleTraceIds,
        String statement) {

    /**
     * @param kind {@code share_moved}, {@code new_cluster}, {@code form_changed}, {@code inputs_moved},
     *     {@code output_changed}, {@code quality_moved} or {@code evaluation_set}
     * @param clusterId what moved: a cluster, or a stable name of a trait of form, a direction or a score
     * @param clusterLabel distinct terms of the cluster, or words for what else moved
     * @param verdict {@code input}, {@code output}, {@code concept} or {@code evaluation_set}; null from senders that know input drift alone
     */
    public record Subject(
            int projectId,
            String feature,
            String kind,
            String clusterId,
            String clusterLabel,
            @Nullable String verdict) {}

    /**
     * @param windowSessions n of the window; the unit is the session
     * @param referenceShare 0 to 1; null for a cluster the reference does not have
     * @param pValue of the test that opened it, after correction
     */
    public record Evidence(
            long sinceNano,
            long untilNano,
            int windowSessions,
            @Nullable Interval referenceShare,
            Interval share,
            double pValue) {}

    /** An estimate with its 95 % interval. */
    public record Interval(double estimate, double low, double high) {}
}
