package dev.plumbline.contracts.event;

import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.RequestRef;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A scorer gave its score for one version of a request.
 *
 * @param atNano the request's start: event time, nanoseconds since the Unix epoch, UTC
 * @param attributes the request's custom attributes, for slices
 */
public record ScoreRecorded(
        EventHeader header,
        RequestRef request,
        Origin origin,
        Score score,
        Sampling sampling,
        long atNano,
        Map<String, String> attributes) {

    /**
     * As in {@code gen_ai.evaluation.result}.
     *
     * @param name the rubric
     * @param scorer the scorer and its version, {@code name/version}
     * @param value 0 to 1, 1 is good; null when the scorer abstained
     * @param label {@code pass}, {@code fail} or {@code abstain}
     * @param explanation the reason in the scorer's words, without quoting the content
     * @param mayGate whether the scorer has earned that its scores gate a release or page somebody; null, in events from
     *     before the field was, as if true
     */
    public record Score(
            String name,
            String scorer,
            @Nullable Double value,
            String label,
            @Nullable String explanation,
            @Nullable Boolean mayGate) {

        public Score(String name, String scorer, @Nullable Double value, String label, @Nullable String explanation) {
            this(name, scorer, value, label, explanation, null);
        }
    }

    /**
     * Why the request was scored.
     *
     * @param probability of being chosen, above 0 and up to 1; the weight in an estimate is its inverse
     * @param reason {@code all}, {@code rate} or the name of an always-score rule
     */
    public record Sampling(double probability, String reason, int policyVersion) {}
}
