package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.RequestRef;
import org.jspecify.annotations.Nullable;

/**
 * Feedback or late ground truth about a request.
 *
 * @param kind {@code feedback}, {@code truth}, or {@code score} of another evaluator
 * @param source who says so; empty when nobody said
 * @param atNano when it became known, nanoseconds since the Unix epoch
 */
public record Truth(
        RequestRef request,
        String kind,
        String name,
        String source,
        @Nullable Double value,
        @Nullable String label,
        long atNano) {}
