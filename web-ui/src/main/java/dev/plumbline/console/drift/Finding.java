package dev.plumbline.console.drift;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A finding as drift-service tells it, flat on the wire.
 *
 * @param course only of a finding that was asked for by its id
 */
record Finding(
        String id,
        @JsonUnwrapped What what,
        @JsonUnwrapped Shares shares,
        @JsonUnwrapped When when,
        String statement,
        List<String> examples,
        @JsonUnwrapped Course course) {

    /** @param kind {@code share_moved} or {@code new_cluster}; {@code state} is {@code open} or {@code closed} */
    record What(
            String feature,
            String kind,
            String state,
            String direction,
            String label,
            @Nullable Against against) {}

    /**
     * @param reference {@code first}, {@code last_release} or {@code last_week}
     * @param slice the part of the traffic that it is about; null for all of it
     * @param holds all comparisons in which it held when it was last told, that of the finding first
     */
    record Against(
            String reference,
            @Nullable String slice,
            @Nullable List<String> holds) {}

    /**
     * @param pValue of the test that raised it, after correction
     * @param cases of evaluation sets that cover it; null where there is no set
     */
    record Shares(
            Measured referenceShare,
            Measured share,
            Measured.Interval difference,
            double pValue,
            @Nullable Integer cases) {}

    /** In event time. */
    record When(
            Instant since,
            Instant opened,
            Instant until,
            @Nullable Instant closed) {}

    /** @param series the cluster's share in each window */
    record Course(@Nullable List<Changed> changes, @Nullable List<Measured.Point> series) {}

    /** @param change {@code opened}, {@code grown} or {@code closed}; {@code at} is wall clock */
    record Changed(String change, Instant at, Measured share, String statement) {}
}
