package dev.plumbline.evaluator.scores;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a leased job came to.
 *
 * @param request what was scored; null when there are no scores
 * @param language of the question, ISO 639-1; null where it does not tell
 */
public record Outcome(
        Job job,
        JobEnd end,
        @Nullable Request request,
        List<Score> scores,
        @Nullable String language) {

    /** Where the language was not looked for. */
    public Outcome(Job job, JobEnd end, @Nullable Request request, List<Score> scores) {
        this(job, end, request, scores, null);
    }

    public Outcome {
        if (request == null && !scores.isEmpty()) {
            throw new IllegalArgumentException("scores of no request");
        }
    }

    /** The same of a question in this language. */
    public Outcome in(@Nullable String asked) {
        return new Outcome(job, end, request, scores, asked);
    }

    /** The same with why it is scored as is known now. */
    Outcome by(SamplingDecision sampling) {
        return new Outcome(job.by(sampling), end, request, scores, language);
    }

    public static Outcome without(Job job, JobEnd end) {
        return new Outcome(job, end, null, List.of());
    }
}
