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
        long tokensOut) {

    /** Median and 95th percentile, in milliseconds. */
    public record Millis(double p50, double p95) {}
}
