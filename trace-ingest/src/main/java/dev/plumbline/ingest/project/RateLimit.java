package dev.plumbline.ingest.project;

/**
 * A token bucket in items per second that lends: one batch may take more than is there, and the next waits until that is
 * paid back. So no batch is too large to ever pass, and over time no more than the rate does.
 */
final class RateLimit {
    private static final double BURST_SECONDS = 2;
    private static final double NANOS_PER_SECOND = 1e9;

    private final int perSecond;
    private double tokens;
    private long last;

    /** @param now in nanoseconds of a clock that never goes back */
    RateLimit(int perSecond, long now) {
        this.perSecond = perSecond;
        this.tokens = perSecond * BURST_SECONDS;
        this.last = now;
    }

    int perSecond() {
        return perSecond;
    }

    /** Whether anything may pass now. */
    synchronized boolean isOpen(long now) {
        refill(now);
        return tokens > 0;
    }

    /** False when nothing may pass now; else these have passed. */
    synchronized boolean take(int items, long now) {
        refill(now);
        if (tokens <= 0) {
            return false;
        }
        tokens -= items;
        return true;
    }

    private void refill(long now) {
        tokens = Math.min(perSecond * BURST_SECONDS, tokens + (now - last) / NANOS_PER_SECOND * perSecond);
        last = now;
    }
}
