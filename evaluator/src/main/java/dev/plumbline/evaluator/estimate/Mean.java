package dev.plumbline.evaluator.estimate;

import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.estimate.Proportion.Squares;
import dev.plumbline.evaluator.estimate.Proportion.Sums;
import org.jspecify.annotations.Nullable;

/**
 * The mean of values from 0 to 1 over all traffic, from scored requests of unequal weight that come in sessions, with its
 * 95 % interval.
 *
 * <p>Estimate (Hajek 1971): {@code m = sum(w * value) / sum(w)}. Its variance is by linearisation over the sums of
 * sessions, as in {@link Proportion}, with two requests of mean weight added there that have the values 0 and 1: values
 * that were all alike so far may yet differ (the thought of Agresti and Coull 1998). Interval: Wilson's, with
 * {@code effective n = m * (1 - m) / variance * (z / t)^2}, which keeps it within 0 and 1. It is not below
 * {@code sum(w)^2 / sum(B^2)}, B the weight of a session; unlike that of a proportion it may be above the number of
 * requests, since values between 0 and 1 vary less than failures.
 */
public final class Mean {
    private Mean() {}

    /**
     * @param sums with {@code w * value} in place of the weight of failures
     * @return null without any request
     */
    public static @Nullable Rate of(Sums sums) {
        if (sums.n() == 0) {
            return null;
        }
        double mean = Math.max(0, Math.min(1, sums.wFail() / sums.w()));
        return Proportion.wilson(mean, effectiveN(sums, mean), sums.n());
    }

    private static double effectiveN(Sums sums, double mean) {
        Squares squares = sums.squares();
        double least = sums.w() * sums.w() / squares.b2();
        if (mean <= 0 || mean >= 1 || sums.clusters() < 2) {
            return least;
        }
        double k = sums.clusters();
        double residuals = Math.max(0, squares.a2() - 2 * mean * squares.ab() + mean * mean * squares.b2());
        double added = sums.w() / sums.n();
        double unseen = added * added * (mean * mean + (1 - mean) * (1 - mean));
        double variance = (k / (k - 1) * residuals + unseen) / (sums.w() * sums.w());
        double t = Proportion.t(least - 1);
        return Math.max(least, mean * (1 - mean) / variance * Proportion.Z * Proportion.Z / (t * t));
    }
}
