package dev.plumbline.console.drift;

import dev.plumbline.console.view.Share;

import java.time.Instant;

/** A share of sessions as drift-service tells it, with its 95 % interval. */
public record Measured(double estimate, double low, double high, int hits, int n) {

    public Share share() {
        return new Share(estimate, low, high, n);
    }

    /** A share in one window of event time. */
    public record Point(Instant from, Instant until, Measured share) {}

    /** The change of a share. */
    public record Interval(double estimate, double low, double high) {}
}
