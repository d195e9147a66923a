package dev.plumbline.bench;

import java.time.Clock;

/** The one place where the wall clock is read. */
final class ClockProducer {
    private ClockProducer() {}

    static Clock clock() {
        return Clock.systemUTC();
    }
}
