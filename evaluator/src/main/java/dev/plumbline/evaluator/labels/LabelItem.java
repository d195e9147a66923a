package dev.plumbline.evaluator.labels;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A label as the API gives it.
 *
 * @param replaces the id of the author's label that this one corrects; null for a first one
 */
record LabelItem(
        long id,
        Of of,
        String label,
        Said said,
        Instant at,
        @Nullable Long replaces) {

    /** What was labelled, by which version of which rubric. */
    record Of(int project, String traceId, String spanId, String rubric, int rubricVersion) {}

    /** By whom and why. */
    record Said(String author, boolean blind, @Nullable String reason) {}
}
