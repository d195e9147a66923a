package dev.plumbline.alerting.detect;

import java.time.Duration;
import java.time.Instant;

/** Event time in steps of five minutes, numbered from the Unix epoch. */
public final class Step {
    public static final long NANOS = Duration.ofMinutes(5).toNanos();

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Step() {}

    /** The step of a moment in nanoseconds since the Unix epoch. */
    public static long of(long nano) {
        return Math.floorDiv(nano, NANOS);
    }

    /** The first moment after a step. */
    public static long end(long step) {
        return (step + 1) * NANOS;
    }

    public static long nano(Instant moment) {
        return moment.getEpochSecond() * NANOS_PER_SECOND + moment.getNano();
    }
}
