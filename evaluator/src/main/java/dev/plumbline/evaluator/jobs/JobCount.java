package dev.plumbline.evaluator.jobs;

import org.jspecify.annotations.Nullable;

/**
 * How many jobs are in a state.
 *
 * @param state {@code waiting}, {@code running}, or an end of the last 24 hours
 * @param reason of a failure or of not scoring; null otherwise
 * @param oldestSeconds age of the oldest job that waits or runs; null for ends
 */
public record JobCount(
        String kind,
        String state,
        @Nullable String reason,
        long n,
        @Nullable Long oldestSeconds) {}
