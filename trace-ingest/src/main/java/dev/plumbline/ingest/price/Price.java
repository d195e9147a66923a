package dev.plumbline.ingest.price;

import dev.plumbline.contracts.trace.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * Prices of one model in USD per million tokens.
 *
 * @param cacheRead for input that a cache gave
 * @param cacheWrite for input that a cache took
 */
public record Price(double input, double output, double cacheRead, double cacheWrite) {
    private static final double UNIT = 1e6;

    /** USD; cache tokens are part of the input and paid once, reasoning is part of the output. */
    double of(TokenUsage usage) {
        long read = orZero(usage.cacheRead());
        long write = orZero(usage.cacheWrite());
        long plain = Math.max(0, orZero(usage.input()) - read - write);
        return (plain * input + read * cacheRead + write * cacheWrite + orZero(usage.output()) * output) / UNIT;
    }

    private static long orZero(@Nullable Long tokens) {
        return tokens == null ? 0 : tokens;
    }
}
