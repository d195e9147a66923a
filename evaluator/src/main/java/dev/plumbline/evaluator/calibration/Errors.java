package dev.plumbline.evaluator.calibration;

import dev.plumbline.evaluator.estimate.Mean;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.estimate.SessionSums;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Single numbers of how far confidence is from outcomes, with their intervals. */
final class Errors {
    private static final int DRAWS = 1_000;
    private static final long SEED = 20_261_121L;

    private Errors() {}

    /** @param low of the 95 % interval */
    record Interval(double estimate, double low, double high, long n) {}

    /** Brier's score (1950), the mean of (confidence - outcome)^2, with the interval of {@link Mean}; null of nothing. */
    static @Nullable Rate brier(List<Predicted> requests) {
        return mean(requests, one -> {
            double miss = one.confidence() - (one.right() ? 1 : 0);
            return miss * miss;
        });
    }

    /**
     * The expected calibration error. Interval: the basic bootstrap (Davison and Hinkley 1997, 5.2) over whole sessions,
     * 1,000 draws of a fixed seed, kept at or above 0. It reflects the draws at the estimate, since both the estimate and
     * its draws are larger than the truth by what few requests in a bin scatter; null of nothing.
     */
    static @Nullable Interval ece(List<Predicted> requests, int bins) {
        if (requests.isEmpty()) {
            return null;
        }
        double estimate = Reliability.ece(requests, bins, null);
        Map<String, Integer> numbers = new HashMap<>();
        int[] session = new int[requests.size()];
        for (int i = 0; i < session.length; i++) {
            session[i] = numbers.computeIfAbsent(requests.get(i).session(), name -> numbers.size());
        }
        Random random = new Random(SEED);
        double[] drawn = new double[DRAWS];
        int[] times = new int[session.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] counts = new int[numbers.size()];
            for (int i = 0; i < counts.length; i++) {
                counts[random.nextInt(counts.length)]++;
            }
            for (int i = 0; i < times.length; i++) {
                times[i] = counts[session[i]];
            }
            drawn[draw] = Reliability.ece(requests, bins, times);
        }
        Arrays.sort(drawn);
        double low = 2 * estimate - drawn[(int) (0.975 * DRAWS)];
        double high = 2 * estimate - drawn[(int) (0.025 * DRAWS)];
        return new Interval(
                estimate, Math.max(0, Math.min(estimate, low)), Math.min(1, Math.max(estimate, high)), requests.size());
    }

    /** The weighted mean of a value from 0 to 1. */
    static @Nullable Rate mean(List<Predicted> requests, ToDoubleFunction<Predicted> value) {
        SessionSums sums = new SessionSums();
        requests.forEach(one -> sums.add(one.session(), one.weight(), value.applyAsDouble(one)));
        return Mean.of(sums.sums());
    }
}
