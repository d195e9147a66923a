package dev.plumbline.evaluator.estimate;

import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.estimate.Proportion.Sums;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A quantile over all traffic, from scored requests of unequal weight that come in sessions, with its 95 % interval.
 *
 * <p>Estimate: the least value at or below which lies the share q of the weight. Interval (Woodruff 1952): Wilson's for
 * the share q, with the effective n that {@link Proportion} finds for the share at or below the estimate, and its two
 * ends read from the same weighted distribution.
 */
public final class Quantile {
    private Quantile() {}

    /** @param weight of all requests with this value, above 0 */
    public record Point(double value, double weight) {}

    /**
     * @param q above 0 and below 1
     * @param points in ascending order of their values
     * @return null without any
     */
    public static @Nullable Double estimate(double q, List<Point> points) {
        double total = points.stream().mapToDouble(Point::weight).sum();
        double sum = 0;
        for (Point point : points) {
            sum += point.weight();
            if (sum >= q * total * (1 - 1e-12)) {
                return point.value();
            }
        }
        return points.isEmpty()
                ? null
                : Double.valueOf(points.get(points.size() - 1).value());
    }

    /**
     * @param atOrBelow sums with those at or below the estimate as what is counted
     * @return null without any
     */
    public static @Nullable Rate of(double q, List<Point> points, Sums atOrBelow) {
        Double estimate = estimate(q, points);
        Rate share = Proportion.of(atOrBelow);
        if (estimate == null || share == null) {
            return null;
        }
        Rate ends = Proportion.wilson(q, share.effectiveN(), share.n());
        Double low = estimate(ends.low(), points);
        Double high = estimate(ends.high(), points);
        return new Rate(
                estimate,
                low == null ? estimate : Math.min(estimate, low),
                high == null ? estimate : Math.max(estimate, high),
                share.n(),
                share.effectiveN());
    }
}
