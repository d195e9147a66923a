package dev.plumbline.evaluator.estimate;

import org.jspecify.annotations.Nullable;

/**
 * A rate over all traffic, estimated from scored requests of unequal weight that come in sessions, with its 95 %
 * interval.
 *
 * <p>Estimate (Hajek 1971): {@code p = sum(w * fail) / sum(w)} over the requests that passed or failed, with
 * {@code w = 1 / probability}.
 *
 * <p>Interval: Wilson (1927) with an effective n, as Korn and Graubard (1998) use it. With A and B the sums of
 * {@code w * fail} and of {@code w} in one session and k sessions, the variance of p by linearisation is
 * {@code k / (k - 1) * sum((A - p * B)^2) / sum(w)^2}. It knows only the sessions that were drawn: a draw without the few
 * heavy ones that fail finds few failures and little variance at once. So one more session is reckoned with, as Agresti and
 * Coull (1998) do with requests: it weighs {@code C = sum(B^2) / sum(w)}, as the session of a usual request does, fails or
 * passes, one as likely as the other, and adds {@code (C^2 - (sum(w) / n)^2) * (p^2 + (1 - p)^2) / 2} to the sum. Then
 * {@code effective n = p * (1 - p) / variance * (z / t)^2} with Student's t of as many degrees of freedom as there are
 * sessions of equal weight, less one. It is not below {@code sum(w)^2 / sum(B^2)}, which it would be if the requests of a
 * session were all alike; that also stands where all passed, all failed, or there is one session, since those say nothing on
 * how alike they are. It may be above Kish's (1965) {@code sum(w)^2 / sum(w^2)}, where failures are found among requests of
 * little weight. With equal weights and one request per session all of this is Wilson's interval of n.
 *
 * <p>The traffic is seen as a draw from what the feature does, so a rate of all requests has an interval too.
 */
public final class Proportion {
    static final double Z = 1.959963984540054;

    private Proportion() {}

    /**
     * Sums over the requests that passed or failed.
     *
     * @param n requests
     * @param clusters sessions
     * @param w sum of the weights
     * @param wFail sum of the weights of those that failed
     * @param squares {@code w2} = sum of squared weights, and over sessions {@code b2}, {@code a2}, {@code ab}
     */
    public record Sums(long n, long clusters, double w, double wFail, Squares squares) {}

    /** See {@link Sums}. */
    public record Squares(double w2, double b2, double a2, double ab) {}

    /**
     * @param low bound of the 95 % interval
     * @param n requests that passed or failed
     * @param effectiveN how many independent requests of equal weight would say as much
     */
    public record Rate(double estimate, double low, double high, long n, double effectiveN) {}

    /** The rate, or null when nothing passed or failed. */
    public static @Nullable Rate of(Sums sums) {
        if (sums.n() == 0) {
            return null;
        }
        double p = Math.min(1, sums.wFail() / sums.w());
        return wilson(p, effectiveN(sums, p), sums.n());
    }

    /** The rate of independent requests of equal weight, at least one. */
    public static Rate of(long n, long hits) {
        return wilson((double) hits / n, n, n);
    }

    /** Wilson's interval of a share, from an effective n. */
    static Rate wilson(double p, double effectiveN, long n) {
        double z2 = Z * Z;
        double centre = (p + z2 / (2 * effectiveN)) / (1 + z2 / effectiveN);
        double half =
                Z / (1 + z2 / effectiveN) * Math.sqrt(p * (1 - p) / effectiveN + z2 / (4 * effectiveN * effectiveN));
        return new Rate(p, Math.max(0, centre - half), Math.min(1, centre + half), n, effectiveN);
    }

    /** Student's t at 97.5 %, by the expansion of Fisher and Cornish (1960). */
    static double t(double degrees) {
        double d = Math.max(1, degrees);
        double z3 = Z * Z * Z;
        return Z + (z3 + Z) / (4 * d) + (5 * z3 * Z * Z + 16 * z3 + 3 * Z) / (96 * d * d);
    }

    private static double effectiveN(Sums sums, double p) {
        Squares squares = sums.squares();
        double least = sums.w() * sums.w() / squares.b2();
        if (p <= 0 || p >= 1 || sums.clusters() < 2) {
            return least;
        }
        double k = sums.clusters();
        double residuals = Math.max(0, squares.a2() - 2 * p * squares.ab() + p * p * squares.b2());
        double session = squares.b2() / sums.w();
        double request = sums.w() / sums.n();
        double unseen = Math.max(0, session * session - request * request) * (p * p + (1 - p) * (1 - p)) / 2;
        double variance = (k / (k - 1) * residuals + unseen) / (sums.w() * sums.w());
        double t = t(least - 1);
        double effective = variance == 0 ? sums.n() : p * (1 - p) / variance * Z * Z / (t * t);
        return Math.max(least, effective);
    }
}
