package dev.plumbline.drift.cases;

import org.jspecify.annotations.Nullable;

/**
 * One case as it was sent: with its input, or with the trace whose first request has it.
 *
 * @param row from 1, as people count
 * @param traceId 32 lower-case hex digits
 */
record Item(
        int row,
        String id,
        @Nullable String input,
        @Nullable String traceId) {}
