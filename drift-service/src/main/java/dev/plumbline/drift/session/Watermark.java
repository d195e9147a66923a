package dev.plumbline.drift.session;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * Up to where requests can be put in order. The latest event time, of requests that have been here for a while, less a
 * grace; when nothing has come for long, all there is. Never beyond the wall clock: one sender with a wrong clock must
 * not make all others late.
 *
 * @param grace in event time
 * @param settle in wall-clock time
 * @param idle in wall-clock time
 */
public record Watermark(Duration grace, Duration settle, Duration idle) {

    /**
     * Requests that wait to be read, up to the wall clock's time.
     *
     * @param settledNano latest event time of those received {@link #settle} ago or earlier; null for none
     * @param newestNano latest event time; null for none
     * @param received when the last came in
     */
    public record Waiting(
            @Nullable Long settledNano,
            @Nullable Long newestNano,
            @Nullable Instant received) {}

    /** Requests that started at this nanosecond or before can be read; negative for none. */
    public long of(Waiting waiting, Instant now) {
        if (waiting.newestNano() != null
                && waiting.received() != null
                && !waiting.received().plus(idle).isAfter(now)) {
            return waiting.newestNano();
        }
        return waiting.settledNano() == null ? -1 : waiting.settledNano() - grace.toNanos();
    }
}
