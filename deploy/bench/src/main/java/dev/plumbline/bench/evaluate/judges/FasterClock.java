package dev.plumbline.bench.evaluate.judges;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Ten times as fast as the clock that it follows, from some hours before now on: the event time of scaled-down traffic. */
final class FasterClock extends Clock {
    static final int FASTER = 10;

    private static final Duration BEFORE = Duration.ofHours(3);

    private final Clock real;
    private final Instant began;

    FasterClock(Clock real) {
        this.real = real;
        this.began = real.instant();
    }

    @Override
    public Instant instant() {
        return began.minus(BEFORE).plus(Duration.between(began, real.instant()).multipliedBy(FASTER));
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new FasterClock(real.withZone(zone));
    }
}
