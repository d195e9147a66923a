package dev.plumbline.drift.report.evalset;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plumbline.drift.report.Measured;
import dev.plumbline.drift.stat.Interval;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * An evaluation set of a feature.
 *
 * @param state {@code embedding} while cases wait for vectors, {@code learning} until the feature has a reference and a
 *     look at it, {@code watching} then
 * @param standing against the latest traffic; null before the first look
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record EvaluationSetItem(
        String feature,
        String name,
        String state,
        Cases cases,
        @Nullable Standing standing,
        List<Point> series) {

    /**
     * In wall-clock time.
     *
     * @param version one more with each upload that changed a case
     * @param unreadable whose text could not be had or embedded
     * @param oldest when the oldest case came
     */
    public record Cases(int version, int n, int waiting, int unreadable, Instant oldest, Instant replaced) {}

    /** Coverage in one window; the two-sample test where it was asked. */
    public record Point(
            Instant from,
            Instant until,
            Measured coverage,
            @Nullable Double area,
            @Nullable Double pValue) {}

    /**
     * @param coverage share of sessions that a case covers
     * @param within least similarity of a case that covers a session
     * @param untested clusters without a case where most sessions are covered by none, the most traffic first
     * @param clusters all, the most traffic without a case first
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Standing(
            Window window,
            Measured coverage,
            double within,
            List<InCluster> untested,
            List<InCluster> clusters,
            @Nullable Apart apart,
            Unvisited unvisited) {}

    /** In event time. */
    public record Window(Instant from, Instant until, int sessions) {}

    /**
     * @param share of sessions in the cluster
     * @param coverage of those
     * @param cases in the cluster
     * @param examples trace ids of sessions that no case covers, the farthest first
     */
    public record InCluster(
            String cluster, String label, Measured share, Measured coverage, int cases, List<String> examples) {}

    /**
     * Whether the set is told apart from traffic.
     *
     * @param toldApart whether the lower end of the area is 0.7 or more, and the test significant at 5 %
     * @param area under the curve: 0.5 by chance, 1 when always told apart
     * @param told share of sessions that a classifier tells from cases; one half by chance
     * @param inReference the same against the reference
     * @param inTraffic words that traffic has and cases have not; {@code inCases} the other way round
     */
    public record Apart(
            boolean toldApart,
            Interval area,
            double pValue,
            Measured told,
            InReference inReference,
            List<String> inTraffic,
            List<String> inCases) {}

    /** See {@link Apart}. */
    public record InReference(Interval area, Measured told) {}

    /**
     * @param sessions that were looked at for it
     * @param noLonger cases that were near traffic once and to none of those sessions, {@code never} those never near any
     */
    public record Unvisited(int sessions, Some noLonger, Some never) {}

    /** @param examples at most ten, the oldest first */
    public record Some(int n, List<Case> examples) {}

    /** @param visited event time of the latest session near it; null for never */
    public record Case(String id, Instant added, @Nullable Instant visited) {}
}
