package dev.plumbline.evaluator.report;

import dev.plumbline.contracts.query.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Which scores to list, latest first; a condition is left out when null.
 *
 * @param traceId 32 lower-case hex digits
 */
record ScoreQuery(
        int project,
        Parameters.Range range,
        @Nullable String feature,
        @Nullable String name,
        @Nullable String label,
        @Nullable String traceId) {}
