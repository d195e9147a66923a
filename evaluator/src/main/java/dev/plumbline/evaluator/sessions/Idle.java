package dev.plumbline.evaluator.sessions;

import java.time.Duration;
import java.time.Instant;

/**
 * When sessions are idle: by the event time that their feature has reached, or by the wall clock where it is quiet.
 *
 * @param untilNano with a feature that has reached this event time ...
 * @param lagNano ... a session is idle whose last request began so much before
 * @param receivedUntil whatever the feature does, one of which nothing came since is idle
 */
record Idle(long untilNano, long lagNano, Instant receivedUntil) {
    private static final long NANOS = 1_000_000_000L;

    /** What claims to lie in the future moves nobody's time. */
    static Idle at(Instant now, Duration idle, Duration grace) {
        return new Idle(
                now.getEpochSecond() * NANOS + now.getNano(), idle.plus(grace).toNanos(), now.minus(idle));
    }
}
