package dev.plumbline.tracestore;

import org.jspecify.annotations.Nullable;

/**
 * What the requests of a feature did that have one value, or that began in one stretch of time.
 *
 * @param value null for those that have none; of a stretch its index, from 0
 * @param errors how many have the status ERROR
 * @param measured how many reported tokens
 */
public record Breakdown(
        @Nullable String value,
        long requests,
        long errors,
        Millis duration,
        long measured,
        long tokensIn,
        long tokensOut,
        Cost cost) {

    /**
     * What they cost, as of when they settled.
     *
     * @param usd of all calls whose cost is known
     * @param priced how many requests have such a call
     * @param unknown how many have a call of unknown cost: the sum is too low by them
     */
    public record Cost(double usd, long priced, long unknown) {
        public static final Cost NONE = new Cost(0, 0, 0);
    }

    /** Median and 95th percentile, in milliseconds. */
    public record Millis(double p50, double p95) {}
}
