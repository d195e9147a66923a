package dev.plumbline.drift.stat;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

import java.util.List;

/**
 * The exact test of a share that holds several strata apart (Gart 1970; Mehta, Patel and Gray 1985): given the totals of
 * each stratum, its hits in the window are hypergeometric when window and reference have the same share there, and what
 * is tested is their sum. How the strata are mixed in the window does not matter.
 */
public final class StratifiedTest {

    private StratifiedTest() {}

    /** The same stratum in the window and in the reference. */
    public record Stratum(Share window, Share reference) {}

    /** The chance of at least so many hits in the window over all strata. */
    public static double excess(List<Stratum> strata) {
        Sum sum = sum(strata);
        double chance = 0;
        for (int hits = sum.observed(); hits < sum.chances().length; hits++) {
            chance += sum.chances()[hits];
        }
        return Math.min(1, chance);
    }

    /** The chance of at most so many hits in the window over all strata. */
    public static double deficit(List<Stratum> strata) {
        Sum sum = sum(strata);
        double chance = 0;
        for (int hits = 0; hits <= sum.observed(); hits++) {
            chance += sum.chances()[hits];
        }
        return Math.min(1, chance);
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Sum(int observed, double[] chances) {}

    private static Sum sum(List<Stratum> strata) {
        int observed = 0;
        double[] chances = {1};
        for (Stratum stratum : strata) {
            Share window = stratum.window();
            Share reference = stratum.reference();
            observed += window.hits();
            HypergeometricDistribution hits = HypergeometricDistribution.of(
                    Math.max(1, window.n() + reference.n()), window.hits() + reference.hits(), window.n());
            double[] more = new double[chances.length + window.n()];
            for (int h = hits.getSupportLowerBound(); h <= hits.getSupportUpperBound(); h++) {
                double chance = hits.probability(h);
                for (int i = 0; i < chances.length; i++) {
                    more[i + h] += chances[i] * chance;
                }
            }
            chances = more;
        }
        return new Sum(observed, chances);
    }
}
