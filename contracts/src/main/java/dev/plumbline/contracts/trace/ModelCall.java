package dev.plumbline.contracts.trace;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Which model a span called and what it used.
 *
 * @param provider as in {@code gen_ai.provider.name}, aliases folded
 * @param finishReasons empty when not reported
 */
public record ModelCall(
        @Nullable String provider,
        @Nullable String requestModel,
        @Nullable String responseModel,
        @Nullable String responseId,
        List<String> finishReasons,
        TokenUsage usage) {

    /** A span without a model. */
    public static final ModelCall NONE = new ModelCall(null, null, null, null, List.of(), TokenUsage.NONE);
}
