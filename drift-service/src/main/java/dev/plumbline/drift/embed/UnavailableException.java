package dev.plumbline.drift.embed;

import java.time.Duration;

/** The endpoint cannot embed now: no fault of the texts, which wait. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    /** @param wait how long at least */
    UnavailableException(String reason, Duration wait) {
        super(reason);
        this.wait = wait;
    }

    /** How long at least to wait. */
    public Duration pause() {
        return wait;
    }
}
