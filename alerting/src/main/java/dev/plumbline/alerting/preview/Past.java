package dev.plumbline.alerting.preview;

import dev.plumbline.alerting.alert.Evidence;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a rule would have done.
 *
 * @param reached up to when the past was looked at; before the end where it was cut
 * @param cut why it was cut; empty when it was not
 * @param read closed steps and scores that were gone through
 * @param episodes each alert that it would have opened, in order
 * @param series what the rule knows at the end, by feature, score and slice
 */
public record Past(Instant reached, String cut, Read read, List<Episode> episodes, List<Known> series) {

    /** How much was gone through. */
    public record Read(long steps, long scores) {}

    /**
     * An alert that would have been.
     *
     * @param severity {@code page} or {@code ticket}
     * @param resolvedAt null when it would last at the end
     */
    public record Episode(
            String feature,
            String subject,
            String severity,
            Instant openedAt,
            @Nullable Instant resolvedAt,
            String statement,
            Evidence evidence) {
        Episode until(Instant end) {
            return new Episode(feature, subject, severity, openedAt, end, statement, evidence);
        }
    }

    /**
     * A series as the rule knows it.
     *
     * @param state {@code learning}, {@code ok}, {@code pending}, {@code firing} or {@code no_data}
     * @param n scores of the time that the rule looks at
     * @param objective null while learning
     */
    public record Known(
            String feature,
            String scoreName,
            String slice,
            String state,
            long n,
            @Nullable Double objective) {}
}
