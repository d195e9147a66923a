package dev.plumbline.alerting.deliver;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a failed delivery is tried again. It begins faster than Standard Webhooks' own table, because a page must not
 * wait five minutes, and goes on for a day.
 */
final class RetrySchedule {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(6),
            Duration.ofHours(10));
    private static final Duration LONGEST_WISH = Duration.ofHours(24);

    /** After so many failed attempts, some thirteen minutes, somebody else should know. */
    private static final int LONG_ENOUGH = 5;

    private RetrySchedule() {}

    /** Whether a receiver has failed for so long that its fallback is to be told. @param attempts made so far */
    static boolean isLongEnough(int attempts) {
        return attempts >= LONG_ENOUGH;
    }

    /**
     * The wait before the next attempt; empty when the schedule is through.
     *
     * @param attempts made so far, 1 or more
     * @param retryAfter what the receiver asked for; obeyed where it is longer, up to a day
     */
    static Optional<Duration> after(int attempts, @Nullable Duration retryAfter) {
        if (attempts > WAITS.size()) {
            return Optional.empty();
        }
        Duration planned = WAITS.get(attempts - 1);
        Duration wished = retryAfter == null ? planned : retryAfter;
        Duration bounded = wished.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wished;
        return Optional.of(bounded.compareTo(planned) > 0 ? bounded : planned);
    }
}
