package dev.plumbline.evaluator.judge.trail;

import dev.plumbline.contracts.trace.RequestRef;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One call of a judge, as it is traced. It holds no content: what the judge saw is in the trace of the judged request, and
 * goes with it when that is erased.
 *
 * @param judged what was judged
 */
public record JudgeCall(RequestRef judged, By by, Said said, Instant began, Instant ended) {

    /**
     * @param provider as {@code gen_ai.provider.name}
     * @param temperature null where the model uses its own
     */
    public record By(
            String provider, String model, @Nullable Double temperature, Applied rubric) {}

    /** @param number of the asking, from 1; 0 where it is asked once */
    public record Applied(String name, int version, int number) {}

    /**
     * @param error what went wrong; null when there is a verdict
     * @param label of the verdict; null when there is none
     */
    public record Said(
            @Nullable String error,
            @Nullable String label,
            @Nullable Long tokensIn,
            @Nullable Long tokensOut) {}
}
