package dev.plumbline.evaluator.calibration;

import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.estimate.SessionSums;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What answering only when confident enough would cost and save (Geifman and El-Yaniv 2017). */
final class SelectiveRisk {
    private static final int POINTS = 10;
    private static final int LISTED = 100;

    private SelectiveRisk() {}

    /**
     * @param coverage share of the weight with at least this confidence; requests of equal confidence stay together
     * @param risk share of wrong answers among them
     */
    record Point(double confidence, double coverage, Rate risk) {}

    /**
     * The requests that a person should look at first.
     *
     * @param confidence up to which they go
     * @param share of the weight that they are; more than asked for where confidences are equal
     * @param wrong share of wrong answers among them
     * @param capture share of all wrong answers that are among them
     * @param lift capture divided by share: how many times more errors a look here finds than a look at random; null
     *     where nothing is wrong
     * @param traces of the least certain, at most 100
     */
    record LeastCertain(
            double confidence,
            double share,
            Rate wrong,
            @Nullable Rate capture,
            @Nullable Double lift,
            List<String> traces) {}

    /** From the most confident tenth of the traffic to all of it; none of nothing. */
    static List<Point> curve(List<Predicted> requests) {
        List<Predicted> sorted = sorted(requests);
        double total = weight(sorted, one -> true);
        List<Point> points = new ArrayList<>();
        for (int i = 1; i <= POINTS && !sorted.isEmpty(); i++) {
            double threshold = confidenceAt(sorted, total * (1 - (double) i / POINTS), true);
            Rate risk = wrong(sorted, one -> one.confidence() >= threshold);
            if (risk != null
                    && (points.isEmpty() || points.get(points.size() - 1).confidence() > threshold)) {
                points.add(new Point(threshold, weight(sorted, one -> one.confidence() >= threshold) / total, risk));
            }
        }
        return points;
    }

    /** @param share above 0 and below 1; null of nothing */
    static @Nullable LeastCertain leastCertain(List<Predicted> requests, double share) {
        List<Predicted> sorted = sorted(requests);
        double total = weight(sorted, one -> true);
        if (sorted.isEmpty()) {
            return null;
        }
        double threshold = confidenceAt(sorted, total * share, false);
        Rate wrong = wrong(sorted, one -> one.confidence() <= threshold);
        double got = weight(sorted, one -> one.confidence() <= threshold) / total;
        SessionSums errors = new SessionSums();
        sorted.stream()
                .filter(one -> !one.right())
                .forEach(one -> errors.add(one.session(), one.weight(), one.confidence() <= threshold));
        Rate capture = Proportion.of(errors.sums());
        if (wrong == null) {
            return null;
        }
        return new LeastCertain(
                threshold,
                got,
                wrong,
                capture,
                capture == null ? null : Double.valueOf(capture.estimate() / got),
                sorted.stream()
                        .filter(one -> one.confidence() <= threshold)
                        .limit(LISTED)
                        .map(Predicted::trace)
                        .toList());
    }

    private static List<Predicted> sorted(List<Predicted> requests) {
        return requests.stream()
                .sorted(Comparator.comparingDouble(Predicted::confidence).thenComparing(Predicted::trace))
                .toList();
    }

    /** @param above whether what has this much weight below it is wanted, or what this much weight reaches up to */
    private static double confidenceAt(List<Predicted> sorted, double weight, boolean above) {
        double sum = 0;
        double slack = 1e-9 * sorted.size();
        for (Predicted one : sorted) {
            sum += one.weight();
            if (above ? sum > weight + slack : sum >= weight - slack) {
                return one.confidence();
            }
        }
        return sorted.get(sorted.size() - 1).confidence();
    }

    private static double weight(List<Predicted> requests, Predicate<Predicted> which) {
        return requests.stream().filter(which).mapToDouble(Predicted::weight).sum();
    }

    private static @Nullable Rate wrong(List<Predicted> requests, Predicate<Predicted> which) {
        SessionSums sums = new SessionSums();
        requests.stream().filter(which).forEach(one -> sums.add(one.session(), one.weight(), !one.right()));
        return Proportion.of(sums.sums());
    }
}
