package dev.plumbline.drift.report;

import dev.plumbline.drift.stat.Interval;
import dev.plumbline.drift.stat.Share;

/** A share with all that says how sure it is. */
public record Measured(double estimate, double low, double high, int hits, int n) {

    public static Measured of(Share share) {
        Interval interval = share.interval();
        return new Measured(interval.estimate(), interval.low(), interval.high(), share.hits(), share.n());
    }
}
