package dev.plumbline.console.alert;

import dev.plumbline.console.view.Share;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * An alert as its owner tells it.
 *
 * @param severity {@code page} or {@code ticket}
 * @param state {@code firing} or {@code resolved}
 * @param statement the verdict in one sentence, with its numbers
 */
public record Alert(
        long id, Subject subject, String severity, String state, String statement, Evidence evidence, Times times) {

    /** @param kind {@code quality} or {@code drift}; {@code name} is the score's, or the finding's id */
    public record Subject(int projectId, String feature, String kind, String name) {}

    /** @param resolvedAt null while it fires */
    public record Times(
            Instant openedAt,
            @Nullable Instant resolvedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt) {}

    /** What was known when it changed. */
    public record Evidence(
            Measure measure,
            String slice,
            List<SliceShare> slices,
            List<String> releases,
            List<String> exampleTraceIds,
            List<String> findings,
            Period period) {}

    /** @param objective the largest share that is fine; null for drift, as are the detector's numbers */
    public record Measure(
            long n,
            @Nullable Long bad,
            Estimate share,
            @Nullable Double objective,
            @Nullable Double detector,
            @Nullable Double threshold) {}

    /** With its 95 % interval. */
    public record Estimate(double estimate, double low, double high) {
        Share share(long n) {
            return new Share(estimate, low, high, n);
        }
    }

    /** @param lift the slice's share over that of the whole */
    public record SliceShare(String slice, long n, long bad, Estimate share, double lift) {}

    /** Event time, nanoseconds since the Unix epoch. */
    public record Period(long fromNano, long toNano) {}

    /** One entry of its history. */
    public record Transition(
            int seq,
            Instant at,
            String change,
            String actor,
            @Nullable String comment) {}
}
