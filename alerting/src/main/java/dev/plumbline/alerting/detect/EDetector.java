package dev.plumbline.alerting.detect;

import java.util.Arrays;
import java.util.List;

/**
 * A restarting e-detector for the share of bad scores: for each bet that the share is some multiple of the objective, a
 * CUSUM of the log likelihood ratio of one step's counts. The detector's value is the mean of their exponentials; with
 * the share at the objective it reaches a threshold c on average not before c steps (Shin, Ramdas, Rinaldo, "E-detectors:
 * a nonparametric framework for sequential change detection", 2022, Corollary 2.5). It needs no end date, so looking
 * all the time costs nothing.
 *
 * @param wealth the CUSUM of each bet, 0 or more
 */
public record EDetector(List<Double> wealth) {
    /** How many times the objective each bet expects. */
    private static final double[] BETS = {1.25, 1.5, 2, 3, 4, 6, 10};

    private static final double MOST = 0.95;

    /** A detector that has seen nothing. */
    public static final EDetector START =
            new EDetector(Arrays.stream(BETS).mapToObj(bet -> 0.0).toList());

    /**
     * The detector after one more step.
     *
     * @param objective the largest share of bad scores that is fine, above 0 and below 1
     * @param bad how many of the n scores of the step were bad
     */
    public EDetector step(double objective, long n, long bad) {
        Double[] next = new Double[BETS.length];
        for (int i = 0; i < BETS.length; i++) {
            double share = Math.min(Math.max(MOST, objective), BETS[i] * objective);
            double gain = bad * Math.log(share / objective) + (n - bad) * Math.log((1 - share) / (1 - objective));
            next[i] = Math.max(0, wealth.get(i) + gain);
        }
        return new EDetector(List.of(next));
    }

    /** The evidence against the objective; 1 is none. Held below what a double can carry. */
    public double value() {
        return wealth.stream()
                .mapToDouble(log -> Math.exp(Math.min(log, 600)))
                .average()
                .orElse(1);
    }
}
