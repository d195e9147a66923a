package dev.plumbline.evaluator.scores;

import dev.plumbline.evaluator.scoring.Finding;
import org.jspecify.annotations.Nullable;

/**
 * A finding under its names.
 *
 * @param name the rubric
 * @param scorer the scorer and its version, {@code name/version}
 * @param call what a judge was asked; null for a scorer that asks nobody
 */
public record Score(
        String name,
        String scorer,
        Finding finding,
        @Nullable Call call) {

    /**
     * @param digest SHA-256 of all that the judge saw, 64 lower-case hex digits
     * @param tokensIn that the endpoint counted; null when it did not say
     * @param agreement share of several verdicts that say what most of them say; null where there was one
     */
    public record Call(
            String digest,
            @Nullable Long tokensIn,
            @Nullable Long tokensOut,
            @Nullable Double agreement) {}
}
