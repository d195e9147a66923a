package dev.plumbline.evaluator.calibration;

import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.estimate.SessionSums;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The reliability diagram: bins of equal width over the confidence, each open below and closed above, the first at 0 too. */
final class Reliability {
    private Reliability() {}

    /**
     * @param from above it
     * @param to up to and with it
     * @param share of the weight of all requests
     * @param meanConfidence null when the bin is empty
     * @param right share of right answers, with its interval by session; null when the bin is empty
     */
    record Bin(
            double from,
            double to,
            double share,
            @Nullable Double meanConfidence,
            @Nullable Rate right) {}

    static List<Bin> bins(List<Predicted> requests, int count) {
        double total = requests.stream().mapToDouble(Predicted::weight).sum();
        double[] weights = new double[count];
        double[] confidences = new double[count];
        List<SessionSums> sums = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sums.add(new SessionSums());
        }
        for (Predicted one : requests) {
            int bin = bin(one.confidence(), count);
            weights[bin] += one.weight();
            confidences[bin] += one.weight() * one.confidence();
            sums.get(bin).add(one.session(), one.weight(), one.right());
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bins.add(new Bin(
                    (double) i / count,
                    (double) (i + 1) / count,
                    total == 0 ? 0 : weights[i] / total,
                    weights[i] == 0 ? null : Double.valueOf(confidences[i] / weights[i]),
                    Proportion.of(sums.get(i).sums())));
        }
        return bins;
    }

    /**
     * Expected calibration error (Naeini et al. 2015, as Guo et al. 2017 bin it): the sum over bins of their share of the
     * weight times the distance between mean confidence and share of right answers. 0 of nothing.
     *
     * @param times how often each request counts, by its place; null for once
     */
    static double ece(List<Predicted> requests, int count, int @Nullable [] times) {
        double[] gaps = new double[count];
        double total = 0;
        for (int i = 0; i < requests.size(); i++) {
            Predicted one = requests.get(i);
            double weight = one.weight() * (times == null ? 1 : times[i]);
            gaps[bin(one.confidence(), count)] += weight * (one.confidence() - (one.right() ? 1 : 0));
            total += weight;
        }
        double sum = 0;
        for (double gap : gaps) {
            sum += Math.abs(gap);
        }
        return total == 0 ? 0 : sum / total;
    }

    private static int bin(double confidence, int count) {
        int bin = (int) Math.ceil(confidence * count) - 1;
        int within = Math.max(0, Math.min(count - 1, bin));
        // What is written as the end of a bin belongs to it, whatever its product rounds to.
        return within > 0 && confidence <= (double) within / count ? within - 1 : within;
    }
}
