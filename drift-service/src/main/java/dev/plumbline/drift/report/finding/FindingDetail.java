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
 * @param arrived which release, prompt or model was first seen about when it began
 */
record FindingDetail(
        @JsonUnwrapped FindingItem finding, List<Changed> changes, List<SeriesPoint> series, List<Arrived> arrived) {

    /**
     * @param change {@code opened}, {@code grown} or {@code closed}
     * @param at wall clock
     * @param until last event time that the share counts
     */
    record Changed(String change, Instant at, Instant until, Measured share, String statement) {}

    /**
     * @param what {@code release}, {@code prompt} or {@code model}
     * @param value of a prompt the digest of its system messages
     * @param first event time of the first session with it
     * @param sessions with it until the finding opened
     */
    record Arrived(String what, String value, Instant first, int sessions) {}
}
