package dev.plumbline.alerting.notify;

import dev.plumbline.alerting.alert.Alert;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a receiver gets, as Standard Webhooks frames it.
 *
 * @param type {@code alert.firing}, {@code alert.resolved} or {@code test}
 * @param timestamp when it happened
 * @param data the alert with its evidence; null in a test
 */
record WebhookMessage(
        String type, Instant timestamp, @Nullable Data data) {

    /**
     * @param change {@code opened}, {@code repeated} or {@code resolved}
     * @param link the alert's page, with the absolute period that its numbers are about
     * @param superseded ids of earlier messages about this alert that could not be delivered and never will be: a
     *     receiver may hear of an end without a beginning
     */
    record Data(String change, Alert alert, String link, List<String> superseded) {}

    static WebhookMessage of(String change, Alert alert, String console, Instant now) {
        return new WebhookMessage(
                "alert." + alert.state(), now, new Data(change, alert, link(alert, console), List.of()));
    }

    /** The alert's page, pinned to the time it is about. */
    static String link(Alert alert, String console) {
        long second = 1_000_000_000L;
        return console + "/alerts/" + alert.id() + "?from="
                + Instant.ofEpochSecond(alert.evidence().period().fromNano() / second) + "&to="
                + Instant.ofEpochSecond(alert.evidence().period().toNano() / second);
    }
}
