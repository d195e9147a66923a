package dev.plumbline.alerting.rule;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** Which steps of five minutes of event time are closed. Scores arrive late; a step waits until theirs stop coming. */
record Steps(Duration settle, Duration idle) {
    static final long NANOS = Duration.ofMinutes(5).toNanos();

    /**
     * What is known of the scores from the next step on.
     *
     * @param latestNano event time of the latest score
     * @param latestArrival when the last one came
     * @param unsettledNano event time of the earliest score that came within the settling time; null when none did
     */
    record Seen(
            long latestNano,
            Instant latestArrival,
            @Nullable Long unsettledNano) {}

    /** The first step that is still open. */
    long firstOpen(Seen seen, Instant now) {
        long latest = seen.latestNano() / NANOS;
        if (seen.latestArrival().isBefore(now.minus(idle))) {
            return latest + 1;
        }
        Long unsettled = seen.unsettledNano();
        return unsettled == null ? latest : Math.min(latest, unsettled / NANOS);
    }
}
