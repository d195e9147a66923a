package dev.plumbline.evaluator.summary;

import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.trust.Corrected;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * How one scorer found the requests of a time range, or of one slice of them.
 *
 * @param slice the value of what was sliced by; null without slicing, and for requests that have no value
 * @param total over the whole range
 * @param corrected the total's rate without the scorer's mistakes, as labels show them
 * @param values how the total's values lie; null unless asked for
 * @param series over its buckets that have scores, in order of time; empty when none were asked for
 */
record SummaryItem(
        String name,
        String scorer,
        @Nullable String slice,
        Counts total,
        Corrected corrected,
        @Nullable Values values,
        List<Bucket> series) {

    /**
     * @param n scores that stand for the traffic: pass + fail + abstain
     * @param failRate over pass and fail; null when there are none
     * @param ruled scores of always-score rules, which are in no other number here
     */
    record Counts(long n, long pass, long fail, long abstain, Proportion.@Nullable Rate failRate, long ruled) {}

    /** @param from start of the bucket */
    record Bucket(Instant from, Counts counts) {}
}
