package dev.plumbline.evaluator.summary;

import dev.plumbline.contracts.query.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * What to sum up.
 *
 * @param feature one only, or all when null
 * @param by {@code release}, {@code environment}, {@code language}, {@code cluster} or the name of a custom attribute; null
 *     for no slices
 * @param buckets how many parts the range has in the series; 0 for no series
 */
record SummaryQuery(
        int project,
        Parameters.Range range,
        @Nullable String feature,
        @Nullable String by,
        int buckets) {

    /** Nanoseconds of one bucket, rounded up; the whole range without buckets. */
    long step() {
        long length = range.toNano() - range.fromNano();
        return buckets == 0 ? length : Math.max(1, (length - 1) / buckets + 1);
    }
}
