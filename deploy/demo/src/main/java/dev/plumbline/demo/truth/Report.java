package dev.plumbline.demo.truth;

import java.time.Duration;

/**
 * One thing that becomes known about a request.
 *
 * @param after time since the request
 * @param value of a ticket: 1 for resolved, 0 for not; of thumbs: 1 for up, -1 for down
 */
public record Report(Kind kind, Duration after, double value) {

    /** Who reports. */
    public enum Kind {
        TICKET,
        THUMBS
    }
}
