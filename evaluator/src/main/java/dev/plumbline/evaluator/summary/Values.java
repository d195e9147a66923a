package dev.plumbline.evaluator.summary;

import dev.plumbline.evaluator.estimate.Proportion.Rate;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How a scorer's values lie, over all traffic, of requests that passed or failed.
 *
 * @param mean null without any
 * @param quantiles of the shares 0.05, 0.1, 0.25, 0.5, 0.75, 0.9 and 0.95; empty without any; values are read to four digits
 * @param nearThreshold null where the scorer has no threshold and none was named
 */
record Values(
        @Nullable Rate mean, List<At> quantiles, @Nullable Near nearThreshold) {
    static final List<Double> SHARES = List.of(0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95);

    /** The value at or below which lies a share of the traffic. */
    record At(double share, Rate value) {}

    /**
     * The share of traffic whose value lies within a margin of the threshold, both ends included: what a small change of
     * the answer, the scorer or the threshold would turn.
     */
    record Near(double threshold, double margin, Rate share) {}
}
