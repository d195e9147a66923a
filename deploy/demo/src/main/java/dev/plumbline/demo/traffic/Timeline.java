package dev.plumbline.demo.traffic;

import java.time.Duration;
import java.time.Instant;

/**
 * Two times of one plan: when something is played, and when it says that it happened. The plan ends now, that is when
 * playing ends; what is played earlier lies further back. After the plan both times are the same.
 *
 * @param started when playing began
 * @param play how long playing takes
 * @param span how long the plan is; not shorter than {@code play}
 */
public record Timeline(Instant started, Duration play, Duration span) {

    public Timeline {
        if (play.isNegative() || play.isZero() || span.compareTo(play) < 0) {
            throw new IllegalArgumentException("a plan of " + span + " cannot be played in " + play);
        }
    }

    /** When it happened. Never after {@link #due}. */
    public Instant event(Duration at) {
        return started.plus(play).minus(span).plus(at);
    }

    /** When it is played. */
    public Instant due(Duration at) {
        if (at.compareTo(span) >= 0) {
            return event(at);
        }
        double share = at.toNanos() / (double) span.toNanos();
        return started.plusNanos(Math.round(play.toNanos() * share));
    }
}
