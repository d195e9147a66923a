package dev.plumbline.alerting.detect;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A restarting e-detector for the share of bad scores in the traffic: for each bet that the share is some multiple of the
 * objective, a CUSUM of the logarithms of what the bet gains. A session of weight w and bad share y gains the factor
 * 1 + lambda (w / W) (y - objective), with W the largest weight there is and lambda such that with equal weights the factor
 * is the likelihood ratio. By the weights, how requests are chosen for scoring is no part of what is tested: its mean is
 * at most 1 under every policy while the share in all traffic is at most the objective.
 *
 * <p>The detector's value is the mean of the exponentials; with the share at the objective it reaches a threshold c on
 * average not before c steps (Shin, Ramdas, Rinaldo, "E-detectors: a nonparametric framework for sequential change
 * detection", 2022, Corollary 2.5). It needs no end date, so looking all the time costs nothing.
 *
 * @param wealth the CUSUM of each bet, 0 or more
 * @param heaviest the largest weight
 */
public record EDetector(List<Double> wealth, @Nullable Heaviest heaviest) {
    /** How many times the objective each bet expects; the last expects as much as can be. */
    private static final double[] BETS = {1.25, 1.5, 2, 3, 4, 6, 10, Double.MAX_VALUE};

    private static final double MOST = 0.95;

    /** From here on a bet expects half of what is left. */
    private static final double MOST_USUAL = 0.9;

    /** A detector that has seen nothing. */
    public static final EDetector START = new EDetector(Collections.nCopies(BETS.length, 0.0), Heaviest.NONE);

    /** What is left out in stored text is nothing. */
    @Override
    public Heaviest heaviest() {
        return heaviest == null ? Heaviest.NONE : heaviest;
    }

    /** With the weights of a step that bets nothing. */
    public EDetector seeing(long step, Batch batch) {
        return new EDetector(wealth, heaviest().with(step, batch));
    }

    /** Without evidence; the weights are still known. */
    public EDetector restarted() {
        return new EDetector(START.wealth(), heaviest());
    }

    /**
     * The detector after one more step.
     *
     * @param objective the largest share of bad scores that is fine, above 0 and below 1
     * @param batch the step's scores
     */
    public EDetector step(double objective, Batch batch) {
        double largest = Math.max(heaviest().value(), batch.heaviest());
        if (largest == 0) {
            return this;
        }
        Double[] next = new Double[BETS.length];
        for (int i = 0; i < BETS.length; i++) {
            double share = Math.min(objective < MOST_USUAL ? MOST : (1 + objective) / 2, BETS[i] * objective);
            double lambda = (share - objective) / (objective * (1 - objective));
            double gain = batch.units().stream()
                    .mapToDouble(unit ->
                            unit.sessions() * Math.log1p(lambda * unit.weight() / largest * (unit.share() - objective)))
                    .sum();
            next[i] = Math.max(0, (i < wealth.size() ? wealth.get(i) : 0) + gain);
        }
        return new EDetector(Arrays.asList(next), heaviest());
    }

    /** The evidence against the objective; 1 is none. Held below what a double can carry. */
    public double value() {
        return wealth.stream()
                .mapToDouble(log -> Math.exp(Math.min(log, 600)))
                .average()
                .orElse(1);
    }
}
