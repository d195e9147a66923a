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
 * @param refused the receiver will never take this body, so that to send it again is of no use
 */
public record Attempt(
        Instant at,
        Duration took,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable String reply,
        @Nullable Duration retryAfter,
        boolean refused) {

    /** No request was made. */
    public static Attempt notSent(Instant at, String why) {
        return new Attempt(at, Duration.ZERO, null, why, null, null, false);
    }

    /** The same, with no use in sending it again. */
    public Attempt asRefused() {
        return new Attempt(at, took, status, error, reply, retryAfter, true);
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
