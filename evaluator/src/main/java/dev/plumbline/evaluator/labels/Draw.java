package dev.plumbline.evaluator.labels;

import dev.plumbline.contracts.query.Parameters;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A draw of requests for reviewers.
 *
 * @param frame what it was drawn from
 * @param wanted how many were asked for
 */
record Draw(String id, Frame frame, int wanted, String author, Instant at) {

    /** All requests of the range, and of the feature where one is named, that the scorer found to pass or to fail. */
    record Frame(
            int project,
            String rubric,
            String scorer,
            @Nullable String feature,
            Parameters.Range range) {}
}
