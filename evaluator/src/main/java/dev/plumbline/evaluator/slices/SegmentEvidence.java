package dev.plumbline.evaluator.slices;

import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.estimate.Proportion.Rate;

/**
 * Whether a segment fails more than the rest: the upper tail of a binomial at the rest's rate, with the effective n of
 * the segment lowered by what the rest's own rate is uncertain. In small segments the effective n that accounts for
 * weights and sessions ({@link Proportion}) is itself a noisy estimate; it is drawn half the way (on a scale of
 * logarithms) to what it would be if requests of a session were as alike as in the rest.
 * A binomial and not a normal tail, since small segments with few failures are skewed, and looking through thousands of
 * segments looks exactly there. Between whole numbers the tail is the incomplete beta function of Clopper and Pearson
 * (1934), with half of what lies on the edge (Lancaster 1961), without which it is always too large.
 */
final class SegmentEvidence {
    private static final int MOST_STEPS = 500;
    private static final double CLOSE = 1e-12;
    private static final double TINY = 1e-300;

    private SegmentEvidence() {}

    /**
     * @param members of the segment, ascending
     * @param counted requests that are looked at
     * @return one-sided p-value; 1 where there is nothing to compare
     */
    static double pValue(Rows rows, int[] members, boolean[] counted) {
        boolean[] outside = counted.clone();
        for (int row : members) {
            outside[row] = false;
        }
        Proportion.Sums segment = rows.sums(members, counted);
        Proportion.Sums others = rows.sums(null, outside);
        Rate inside = Proportion.of(segment);
        Rate rest = Proportion.of(others);
        if (inside == null || rest == null || inside.estimate() <= rest.estimate()) {
            return 1;
        }
        double own = Math.sqrt(inside.effectiveN() * borrowed(segment, others, rest));
        double n = 1 / (1 / own + 1 / rest.effectiveN());
        double expected = Math.max(rest.estimate(), 0.5 / rest.effectiveN());
        return upperTail(inside.estimate() * n, n, expected);
    }

    /** The effective n with the likeness within sessions that the rest shows (Kish 1965, 5.4). */
    private static double borrowed(Proportion.Sums segment, Proportion.Sums others, Rate rest) {
        double perSession = others.squares().b2() / others.squares().w2();
        double effect = kish(others) / rest.effectiveN();
        double alike = perSession > 1 ? Math.max(0, Math.min(1, (effect - 1) / (perSession - 1))) : 0;
        return kish(segment)
                / (1 + alike * (segment.squares().b2() / segment.squares().w2() - 1));
    }

    private static double kish(Proportion.Sums sums) {
        return sums.w() * sums.w() / sums.squares().w2();
    }

    /** P(X > hits) + P(X = hits) / 2 of n trials with this chance, for any hits from 0 to n. */
    static double upperTail(double hits, double n, double chance) {
        if (hits <= 0) {
            return 1;
        }
        double atLeast = beta(chance, hits, Math.max(TINY, n - hits + 1));
        double more = hits >= n ? 0 : beta(chance, hits + 1, n - hits);
        return (atLeast + more) / 2;
    }

    /** The regularised incomplete beta function, by its continued fraction (Lentz 1976; Press et al. 2007, 6.4). */
    static double beta(double x, double a, double b) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
    }

    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= MOST_STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            double step = d * c;
            value *= step;
            if (Math.abs(step - 1) < CLOSE) {
                break;
            }
        }
        return value;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Lanczos's approximation (1964) with g = 7. */
    private static double logGamma(double x) {
        double[] c = {
            0.99999999999980993,
            676.5203681218851,
            -1259.1392167224028,
            771.32342877765313,
            -176.61502916214059,
            12.507343278686905,
            -0.13857109526572012,
            9.9843695780195716e-6,
            1.5056327351493116e-7
        };
        if (x < 0.5) {
            return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
        }
        double y = x - 1;
        double sum = c[0];
        for (int i = 1; i < c.length; i++) {
            sum += c[i] / (y + i);
        }
        double t = y + 7.5;
        return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
