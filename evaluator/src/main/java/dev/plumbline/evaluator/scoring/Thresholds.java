package dev.plumbline.evaluator.scoring;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** The value below which a scorer of graded values fails an answer; scorers that only pass or fail have none. */
public final class Thresholds {
    private static final Map<String, Double> BY_SCORER = Map.of(
            "grounding/1", 0.5, "repetition/1", 0.5, "one_language/1", 0.8, "ndcg/1", 0.5, "reciprocal_rank/1", 0.5);

    private Thresholds() {}

    /** @param scorer {@code name/version} */
    public static @Nullable Double of(String scorer) {
        return BY_SCORER.get(scorer);
    }
}
