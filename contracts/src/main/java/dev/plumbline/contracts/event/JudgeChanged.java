package dev.plumbline.contracts.event;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A judge that answers began to judge worse than it did, got worse in another respect, or judges as before again. What it
 * says of quality meanwhile is not to be relied on.
 *
 * @param change {@code degraded}, {@code grown} or {@code recovered}
 * @param signs in which respects, the clearest first; empty when it recovered
 * @param statement in one sentence or two
 */
public record JudgeChanged(
        EventHeader header, String change, Subject subject, Period period, List<Sign> signs, String statement) {

    /**
     * @param rubric the score's name
     * @param scorer the judge's version, {@code name/version}
     */
    public record Subject(int projectId, String feature, String rubric, String scorer) {}

    /** Wall clock, nanoseconds since the Unix epoch. @param sinceNano when it began, as far as known */
    public record Period(long sinceNano, long untilNano) {}

    /**
     * One respect in which it is worse.
     *
     * @param name {@code abstains}, {@code unusable}, {@code splits}, {@code slow}, {@code misses} or {@code false_alarms}
     * @param now the share since it began
     * @param reference the share when it was learned
     * @param limit the largest share that is fine
     * @param evidence an e-value for what is seen with every answer, and the threshold that it reached; null for shares
     *     among labels, which are compared at fixed counts
     */
    public record Sign(
            String name,
            Share now,
            Share reference,
            double limit,
            @Nullable Evidence evidence) {}

    /** @param n sessions, or labels; the interval is of 95 % */
    public record Share(long n, long bad, double estimate, double low, double high) {}

    /** @param threshold a false alarm in the whole life of a judge's version is rarer than its inverse */
    public record Evidence(double value, double threshold) {}
}
