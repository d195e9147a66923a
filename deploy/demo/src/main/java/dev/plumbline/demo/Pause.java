package dev.plumbline.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits, and stops waiting for good when it is told to. */
final class Pause {

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Clock clock;

    Pause(Clock clock) {
        this.clock = clock;
    }

    /** Waits until then. @return false when it was told to stop */
    boolean until(Instant then) {
        try {
            long nanos = Math.max(0, Duration.between(clock.instant(), then).toNanos());
            return !stop.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends this wait and all later ones. */
    void stop() {
        stop.countDown();
    }

    boolean stopped() {
        return stop.getCount() == 0;
    }
}
