package dev.plumbline.evaluator.judge;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether the judge is away, as all its threads see it. Each fault in a row waits twice as long, from five seconds to
 * one minute, unless the endpoint says how long. When the time is over one thread asks, and until it is answered another
 * one every five seconds: a judge that comes back is not met by all at once. Thread-safe.
 */
@Singleton
public final class Outage {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration BETWEEN_EXPIRIES = Duration.ofSeconds(10);

    private Instant until = Instant.MIN;
    private Instant began = Instant.MIN;
    private Instant overAt = Instant.MIN;
    private Instant nextProbe = Instant.MIN;
    private Instant nextExpiry = Instant.MIN;
    private String reason = "";
    private int inARow;

    /** @param fault 1 for the first */
    public static Duration backoff(int fault) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(10, Math.max(0, fault - 1)));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    /** @return when the judge may be asked again */
    public synchronized Instant began(Instant now, String why, @Nullable Duration retryAfter) {
        if (now.isBefore(until) && retryAfter == null) {
            return until;
        }
        inARow++;
        began = now;
        reason = why;
        Instant asked = now.plus(retryAfter == null ? backoff(inARow) : retryAfter);
        until = asked.isAfter(until) ? asked : until;
        return until;
    }

    /** @param asked when the call was made that came back: one that was on its way before the outage ends none */
    public synchronized void over(Instant asked) {
        if (asked.isAfter(began)) {
            overAt = inARow > 0 ? asked : overAt;
            inARow = 0;
            until = Instant.MIN;
        }
    }

    /** When the last outage was over; long ago where there was none. */
    synchronized Instant overAt() {
        return overAt;
    }

    /** Whether whoever asks may ask the judge now. */
    synchronized boolean letsThrough(Instant now) {
        if (isOn(now) || isUnbroken() && now.isBefore(nextProbe)) {
            return false;
        }
        nextProbe = now.plus(FIRST);
        return true;
    }

    public synchronized boolean isOn(Instant now) {
        return now.isBefore(until);
    }

    /** Whether the judge has not answered since it was away, asked again or not yet. */
    synchronized boolean isUnbroken() {
        return inARow > 0;
    }

    /** True at most every ten seconds: looking for what has waited too long costs a query. */
    synchronized boolean isTimeToExpire(Instant now) {
        if (now.isBefore(nextExpiry)) {
            return false;
        }
        nextExpiry = now.plus(BETWEEN_EXPIRIES);
        return true;
    }

    synchronized String reason() {
        return reason;
    }
}
