package dev.plumbline.contracts.trace;

import org.jspecify.annotations.Nullable;

/**
 * Tokens of one model call. {@code input} includes cache reads and writes, {@code output} includes reasoning; the rest
 * are subsets of them. A number that the sender did not report is null, never zero.
 */
public record TokenUsage(
        @Nullable Long input,
        @Nullable Long output,
        @Nullable Long cacheRead,
        @Nullable Long cacheWrite,
        @Nullable Long reasoning) {

    /** Nothing was reported. */
    public static final TokenUsage NONE = new TokenUsage(null, null, null, null, null);
}
