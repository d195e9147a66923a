package dev.plumbline.evaluator.scores;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.jobs.JobEnd;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a leased job came to.
 *
 * @param request what was scored; null when there are no scores
 */
public record Outcome(Job job, JobEnd end, @Nullable Request request, List<Score> scores) {

    public Outcome {
        if (request == null && !scores.isEmpty()) {
            throw new IllegalArgumentException("scores of no request");
        }
    }

    public static Outcome without(Job job, JobEnd end) {
        return new Outcome(job, end, null, List.of());
    }
}
