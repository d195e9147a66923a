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
     */
    public record Times(
            Instant openedAt,
            @Nullable Instant resolvedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt) {}

    /** One entry of its history. */
    public record Transition(
            int seq,
            Instant at,
            String change,
            String actor,
            @Nullable String comment) {}
}
