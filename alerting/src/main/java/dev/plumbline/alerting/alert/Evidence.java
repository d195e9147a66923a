package dev.plumbline.alerting.alert;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What was known when the alert changed.
 *
 * @param slice the worst slice, {@code attribute=value}; empty for the whole
 * @param slices the worst slice, then every watched slice of the last hour by lift
 * @param releases seen in that hour
 * @param exampleTraceIds requests that show it, latest first
 * @param findings open drift findings of the same feature, in words
 * @param period what the numbers are about
 */
public record Evidence(
        Measure measure,
        String slice,
        List<SliceShare> slices,
        List<String> releases,
        List<String> exampleTraceIds,
        List<String> findings,
        Period period) {

    /**
     * @param n scores, or sessions of a drift window
     * @param bad how many failed; null for drift
     * @param objective the largest share that is fine; null for drift
     * @param detector the detector's value; null for drift
     * @param threshold that it had to reach; null for drift
     */
    public record Measure(
            long n,
            @Nullable Long bad,
            Share share,
            @Nullable Double objective,
            @Nullable Double detector,
            @Nullable Double threshold) {}

    /** A share with its 95 % interval, each 0 to 1. */
    public record Share(double estimate, double low, double high) {}

    /** @param lift the slice's share over that of the whole; 0 when the whole has none */
    public record SliceShare(String slice, long n, long bad, Share share, double lift) {}

    /** Event time, nanoseconds since the Unix epoch. */
    public record Period(long fromNano, long toNano) {}
}
