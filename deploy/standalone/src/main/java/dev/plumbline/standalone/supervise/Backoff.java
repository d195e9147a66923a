package dev.plumbline.standalone.supervise;

import java.time.Duration;

/**
 * How long to wait before a part that ended is started again: 1 s, then twice as long each time, 30 s at most. A part that
 * was ready for a minute starts over at 1 s.
 *
 * @param failures in a row
 */
record Backoff(int failures) {
    static final Backoff NONE = new Backoff(0);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration GOOD = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 5;

    /** After another end, when the part had been ready for a time, zero if it never got ready. */
    Backoff after(Duration readyFor) {
        return new Backoff(readyFor.compareTo(GOOD) >= 0 ? 1 : failures + 1);
    }

    Duration delay() {
        if (failures == 0) {
            return Duration.ZERO;
        }
        Duration delay = FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
