package dev.plumbline.alerting.detect;

/**
 * A share with its 95 % interval.
 *
 * <p>Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 *
 * @param estimate bad / n; 0 when n is 0
 */
public record Wilson(double estimate, double low, double high) {
    static final double Z = 1.959963984540054;

    /** @param n 0 or more; without observations the interval is all of 0 to 1 */
    public static Wilson of(long bad, long n) {
        return n == 0 ? new Wilson(0, 0, 1) : ofShare((double) bad / n, n, Z);
    }

    /** The interval of a share. @param n observations, above 0. @param z the normal quantile, 1.96 for 95 % */
    static Wilson ofShare(double share, double n, double z) {
        double z2 = z * z;
        double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        double half = z / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        return new Wilson(share, Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
