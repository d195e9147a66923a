package dev.plumbline.drift.stat;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Fisher's exact test of two shares, one side at a time: given how many hits both samples have together, the hits of
 * the first are hypergeometric when the true shares are equal. Holds for any sample size; never too small a p-value.
 */
public final class ExactTest {

    private ExactTest() {}

    /** The chance of at least so many hits in the window, were its true share that of the reference. */
    public static double excess(Share window, Share reference) {
        if (window.hits() == 0) {
            return 1;
        }
        return distribution(window, reference).survivalProbability(window.hits() - 1);
    }

    /** The chance of at most so many hits in the window, were its true share that of the reference. */
    public static double deficit(Share window, Share reference) {
        return distribution(window, reference).cumulativeProbability(window.hits());
    }

    private static HypergeometricDistribution distribution(Share window, Share reference) {
        return HypergeometricDistribution.of(window.n() + reference.n(), window.hits() + reference.hits(), window.n());
    }
}
