package dev.plumbline.contracts.trace;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of a request: what it cost and what it touched.
 *
 * @param tokensIn input tokens of all model calls; null when none reported
 * @param tokensOut output tokens of all model calls; null when none reported
 * @param model the requested model of the first model call
 */
public record RequestShape(
        int spans,
        int modelCalls,
        int toolCalls,
        int documents,
        @Nullable Long tokensIn,
        @Nullable Long tokensOut,
        @Nullable String model) {}
