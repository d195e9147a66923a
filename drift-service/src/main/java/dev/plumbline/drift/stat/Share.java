package dev.plumbline.drift.stat;

/** {@code hits} of {@code n} sessions. */
public record Share(int hits, int n) {

    /** The 97.5 % quantile of the normal distribution, for intervals of 95 %. */
    static final double Z = 1.959963984540054;

    public Share {
        if (hits < 0 || hits > n) {
            throw new IllegalArgumentException("hits must lie in 0 to n: " + hits + " of " + n);
        }
    }

    /** 0 to 1; 0 of nothing is 0. */
    public double value() {
        return n == 0 ? 0 : (double) hits / n;
    }

    /** Wilson's score interval, 95 % (Wilson 1927); of nothing it is 0 to 1. */
    public Interval interval() {
        if (n == 0) {
            return new Interval(0, 0, 1);
        }
        double p = value();
        double z2n = Z * Z / n;
        double middle = (p + z2n / 2) / (1 + z2n);
        double half = Z / (1 + z2n) * Math.sqrt(p * (1 - p) / n + z2n / (4.0 * n));
        double low = hits == 0 ? 0 : Math.max(0, middle - half);
        double high = hits == n ? 1 : Math.min(1, middle + half);
        return new Interval(p, low, high);
    }

    /** This share less the other, with Newcombe's 95 % interval made of two Wilson intervals (1998, method 10). */
    public Interval minus(Share other) {
        Interval mine = interval();
        Interval its = other.interval();
        double difference = value() - other.value();
        double below = Math.hypot(value() - mine.low(), its.high() - other.value());
        double above = Math.hypot(mine.high() - value(), other.value() - its.low());
        return new Interval(difference, Math.max(-1, difference - below), Math.min(1, difference + above));
    }
}
