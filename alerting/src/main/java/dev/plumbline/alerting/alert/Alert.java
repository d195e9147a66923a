package dev.plumbline.alerting.alert;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An alert as it is shown.
 *
 * @param severity {@code page} or {@code ticket}
 * @param state {@code firing} or {@code resolved}
 * @param statement the verdict in one sentence, with its numbers
 */
public record Alert(
        long id,
        NewAlert.Subject subject,
        String severity,
        String state,
        String statement,
        Evidence evidence,
        Times times) {

    /**
     * @param openedAt event time
     * @param resolvedAt event time; null while it fires
     * @param acknowledgedBy null while nobody did
     * @param assignedTo null while nobody has it
     * @param snoozedUntil null when it never was
     * @param resolvedBy who ended it by hand; null when it ended by itself
     */
    public record Times(
            Instant openedAt,
            @Nullable Instant resolvedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt,
            @Nullable String assignedTo,
            @Nullable Instant snoozedUntil,
            @Nullable String resolvedBy) {}

    /** One entry of its history. */
    public record Transition(
            int seq,
            Instant at,
            String change,
            String actor,
            @Nullable String comment) {}
}
