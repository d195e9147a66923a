package dev.plumbline.alerting.decision;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;

/**
 * What somebody decided about an alert.
 *
 * @param comment why, in words; null when they said nothing
 * @param assignee who has it from now on; null for nobody, and for every other kind
 * @param until when a snooze ends; null for every other kind
 */
record Decision(
        Kind kind,
        long alertId,
        String actor,
        @Nullable String comment,
        @Nullable String assignee,
        @Nullable Instant until) {

    /** As it stands in the alert's history. */
    enum Kind {
        ACKNOWLEDGED("acknowledge", true),
        ASSIGNED("assign", false),
        COMMENTED("comment", false),
        SNOOZED("snooze", true),
        RESOLVED("resolve", true);

        private final String action;
        private final boolean onlyOpen;

        Kind(String action, boolean onlyOpen) {
            this.action = action;
            this.onlyOpen = onlyOpen;
        }

        /** As the audit says it. */
        String action() {
            return action;
        }

        /** Whether it makes no sense of an alert that has ended. */
        boolean onlyOpen() {
            return onlyOpen;
        }

        String change() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of it. */
    enum Outcome {
        TAKEN,
        UNKNOWN_ALERT,
        ALERT_HAS_ENDED
    }
}
