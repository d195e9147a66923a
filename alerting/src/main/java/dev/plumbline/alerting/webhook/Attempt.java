package dev.plumbline.alerting.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * How one attempt ended.
 *
 * @param status the HTTP status; null when there was no answer
 * @param error why there was none, or what is wrong with the status
 * @param reply the head of the answer's body; null when it had none
 * @param retryAfter what the receiver asked for
 */
public record Attempt(
        Instant at,
        Duration took,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable String reply,
        @Nullable Duration retryAfter) {

    /** No request was made. */
    public static Attempt notSent(Instant at, String why) {
        return new Attempt(at, Duration.ZERO, null, why, null, null);
    }

    /** Only 2xx is success; a redirect is a failure. */
    public boolean delivered() {
        return status != null && status >= 200 && status < 300;
    }

    /** The receiver says that it will never want this again. */
    public boolean gone() {
        return status != null && status == 410;
    }
}
