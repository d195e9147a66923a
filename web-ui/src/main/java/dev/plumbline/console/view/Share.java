package dev.plumbline.console.view;

/**
 * A share with its uncertainty.
 *
 * @param estimate 0 to 1
 * @param low lower end of the 95 % interval
 * @param high upper end of the 95 % interval
 * @param n how many it was counted over
 */
public record Share(double estimate, double low, double high, long n) {
    private static final double Z = 1.959963984540054;

    /** A share counted over everything, with the Wilson score interval (Wilson 1927). */
    public static Share counted(long hits, long n) {
        if (n <= 0) {
            return new Share(0, 0, 1, 0);
        }
        double share = (double) hits / n;
        double z2 = Z * Z;
        double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        double half = Z * Math.sqrt(share * (1 - share) / n + z2 / (4.0 * n * n)) / (1 + z2 / n);
        return new Share(share, hits == 0 ? 0 : centre - half, hits == n ? 1 : centre + half, n);
    }

    public String percent() {
        return n == 0 ? "no data" : Amount.percent(estimate);
    }

    /** {@code 3.1–5.6 %}. */
    public String interval() {
        return n == 0 ? "" : range(low, high);
    }

    /** {@code 3.1–5.6 %, n 1 204}; just {@code n 0} where there is nothing. */
    public String basis() {
        return n == 0 ? "n 0" : interval() + ", n " + count();
    }

    public String count() {
        return Amount.count(n);
    }

    /** The whole statement, for labels: {@code 4.2 % (95 % interval 3.1–5.6 %, n = 1 204)}. */
    public String words() {
        return n == 0 ? "no data" : percent() + " (95 % interval " + interval() + ", n = " + count() + ")";
    }

    /** {@code 3.1–5.6 %}. */
    public static String range(double low, double high) {
        return Amount.number(low * 100) + "–" + Amount.number(high * 100) + " %";
    }
}
