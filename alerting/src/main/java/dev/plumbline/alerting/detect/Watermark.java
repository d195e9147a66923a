package dev.plumbline.alerting.detect;

import java.time.Duration;
import java.time.Instant;

/**
 * Which steps of a feature are closed. While scores come, a step closes when one has come whose event time lies the grace
 * behind its end; when none has come for the idle time, the step of the latest score closes as soon as the wall clock is
 * the idle time behind its end too. A step is never closed because of a pause within it.
 *
 * @param grace event time
 * @param idle wall clock
 */
public record Watermark(Duration grace, Duration idle) {

    /**
     * What is known of the scores that wait to be counted.
     *
     * @param latestNano event time of the latest one
     * @param latestArrival when the last one came
     */
    public record Seen(long latestNano, Instant latestArrival) {}

    /**
     * The first step that is still open.
     *
     * @param next the first step that was open before; scores may wait that came too late for the one before it
     */
    public long firstOpen(Seen seen, long next, Instant now) {
        long latest = Math.max(Step.of(seen.latestNano()), next);
        Instant quietSince = now.minus(idle);
        if (!seen.latestArrival().isAfter(quietSince) && Step.end(latest) <= Step.nano(quietSince)) {
            return latest + 1;
        }
        return Step.of(seen.latestNano() - grace.toNanos());
    }
}
