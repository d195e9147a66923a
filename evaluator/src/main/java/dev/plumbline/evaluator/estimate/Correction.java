package dev.plumbline.evaluator.estimate;

import dev.plumbline.evaluator.estimate.Proportion.Rate;
import org.jspecify.annotations.Nullable;

/**
 * The share of failures in the traffic from a scorer's verdicts and what labels say of its mistakes. The scorer's own
 * rate counts false alarms and misses what it overlooks; with a rare failure, most of what it reports may be mistakes.
 */
public final class Correction {
    private static final double Z2 = Proportion.Z * Proportion.Z;

    private Correction() {}

    /**
     * The prediction-powered estimate (Angelopoulos et al. 2023) for two-valued verdicts, in the form of two-phase
     * sampling that it takes there with the best tuning (Tenenbein 1970): the share of each verdict among all scored
     * requests, times the share of failures among the labelled requests of that verdict. Nothing is assumed of the
     * scorer; the labels must come from the traffic whose rate it is.
     *
     * <p>Interval: the three parts have Wilson's, and are put together by the method of variance estimates recovery
     * (Zou and Donner 2008), which keeps their asymmetry where failures are few.
     *
     * @param flagged the scorer's rate of failures
     * @return its n is that of the labels, its effective n how many of a perfect reviewer's labels would say as much;
     *     null when a verdict that occurs in the traffic has no label
     */
    public static @Nullable Rate predictionPowered(Rate flagged, Agreement agreement) {
        double q = flagged.estimate();
        Rate fail = agreement.failGivenFail();
        Rate pass = agreement.failGivenPass();
        if (fail == null || pass == null) {
            return null;
        }
        double estimate = q * fail.estimate() + (1 - q) * pass.estimate();
        double slope = fail.estimate() - pass.estimate();
        double below = slope * (slope > 0 ? q - flagged.low() : q - flagged.high());
        double above = slope * (slope > 0 ? flagged.high() - q : flagged.low() - q);
        double low =
                estimate - norm(below, q * (fail.estimate() - fail.low()), (1 - q) * (pass.estimate() - pass.low()));
        double high =
                estimate + norm(above, q * (fail.high() - fail.estimate()), (1 - q) * (pass.high() - pass.estimate()));
        return rate(estimate, low, high, agreement.counts().n());
    }

    /**
     * Rogan and Gladen (1978): {@code (rate + specificity - 1) / (sensitivity + specificity - 1)}, kept in [0, 1], with
     * the interval of Lang and Reiczigel (2014), from effective counts. It assumes that the scorer makes its mistakes
     * as often in this traffic as in that of the labels; then these may be of another time. Of the labels' own traffic it is
     * wider than it need be, since it counts the luck of that draw twice.
     *
     * @return null where the labels do not show the scorer to be better than chance
     */
    public static @Nullable Rate roganGladen(Rate flagged, Agreement agreement) {
        Rate sensitivity = agreement.sensitivity();
        Rate specificity = agreement.specificity();
        if (sensitivity == null || specificity == null || sensitivity.low() + specificity.low() <= 1) {
            return null;
        }
        double raw = flagged.estimate() + specificity.estimate() - 1;
        double estimate = clip(raw / (sensitivity.estimate() + specificity.estimate() - 1));

        double n = flagged.effectiveN() + Z2;
        double p = (flagged.effectiveN() * flagged.estimate() + Z2 / 2) / n;
        double nSe = sensitivity.effectiveN() + 2;
        double se = (sensitivity.effectiveN() * sensitivity.estimate() + 1) / nSe;
        double nSp = specificity.effectiveN() + 2;
        double sp = (specificity.effectiveN() * specificity.estimate() + 1) / nSp;
        double youden = se + sp - 1;
        if (youden <= 0) {
            return null;
        }
        double centre = (p + sp - 1) / youden;
        double ofSe = se * (1 - se) / nSe;
        double ofSp = sp * (1 - sp) / nSp;
        double shift = 2 * Z2 * (centre * ofSe - (1 - centre) * ofSp);
        double half = Proportion.Z
                * Math.sqrt(p * (1 - p) / n + centre * centre * ofSe + (1 - centre) * (1 - centre) * ofSp)
                / youden;
        return rate(
                estimate,
                Math.min(estimate, centre + shift - half),
                Math.max(estimate, centre + shift + half),
                agreement.counts().n());
    }

    private static Rate rate(double estimate, double low, double high, long n) {
        double least = clip(low);
        double most = clip(high);
        double half = (most - least) / 2;
        double p = (most + least) / 2;
        double effectiveN = half > 0 ? Math.max(0, p * (1 - p) * Z2 / (half * half) - Z2) : n;
        return new Rate(clip(estimate), least, most, n, effectiveN);
    }

    private static double norm(double one, double two, double three) {
        return Math.sqrt(one * one + two * two + three * three);
    }

    private static double clip(double share) {
        return Math.max(0, Math.min(1, share));
    }
}
