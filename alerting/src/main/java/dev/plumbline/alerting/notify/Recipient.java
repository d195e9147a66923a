package dev.plumbline.alerting.notify;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * A receiver that is to be told of an alert.
 *
 * @param group with what it is told together; null when by itself
 * @param held why not now; null when nothing holds it back
 * @param toldAt when it was last told of this alert; null when it was not
 */
record Recipient(
        int receiverId,
        @Nullable Group group,
        @Nullable Held held,
        @Nullable Instant toldAt) {

    /**
     * A group of alerts.
     *
     * @param hold before the first message, for others to join
     * @param interval between two messages
     * @param repeat how often what lasts is told again
     */
    record Group(String key, Duration hold, Duration interval, Duration repeat) {}

    /** @param by {@code silence}, {@code inhibited} or {@code muted}; silenceId is null but for the first */
    record Held(String by, @Nullable Integer silenceId) {}

    /** Whether it is time to tell it again of what lasts. */
    boolean isRepeatDue(Instant now) {
        return group == null || toldAt == null || !toldAt.plus(group.repeat()).isAfter(now);
    }
}
