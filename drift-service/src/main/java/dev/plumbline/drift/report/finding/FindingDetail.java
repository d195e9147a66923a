package dev.plumbline.drift.report.finding;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.plumbline.drift.report.Measured;
import dev.plumbline.drift.report.SeriesPoint;

import java.time.Instant;
import java.util.List;

/**
 * A finding with how it went.
 *
 * @param changes the first first
 * @param series the cluster's share in each window
 */
record FindingDetail(@JsonUnwrapped FindingItem finding, List<Changed> changes, List<SeriesPoint> series) {

    /**
     * @param change {@code opened}, {@code grown} or {@code closed}
     * @param at wall clock
     * @param until last event time that the share counts
     */
    record Changed(String change, Instant at, Instant until, Measured share, String statement) {}
}
