package dev.plumbline.servers.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A point in time that does not move when the wall clock does. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean passed() {
        return remaining().isNegative();
    }

    public Duration remaining() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /** Waits one step between two looks at something that nobody announces. */
    public void pause() {
        LockSupport.parkNanos(40_000_000L);
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("interrupted while waiting");
        }
    }
}
