package dev.plumbline.drift.report.cluster;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.plumbline.drift.report.Measured;
import dev.plumbline.drift.report.SeriesPoint;
import dev.plumbline.drift.stat.Interval;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A cluster of the current reference, or one found since; flat on the wire.
 *
 * @param kind {@code known} or {@code new}: whether the reference has it
 * @param since event time from which it is known
 * @param examples trace ids: the most typical, then the edge
 * @param series the share in each window, the latest last
 */
record ClusterItem(
        String id,
        String kind,
        @JsonUnwrapped Name name,
        Instant since,
        @JsonUnwrapped Shares shares,
        List<String> examples,
        List<SeriesPoint> series) {

    /** @param label the terms in one line */
    record Name(String label, List<String> terms) {}

    /**
     * @param share in the latest window; null before the first
     * @param difference of share and reference share
     * @param cases of evaluation sets in the cluster; null where there is no set
     */
    record Shares(
            Measured referenceShare,
            @Nullable Measured share,
            @Nullable Interval difference,
            @Nullable Integer cases) {}
}
