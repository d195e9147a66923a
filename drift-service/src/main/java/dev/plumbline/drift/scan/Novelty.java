package dev.plumbline.drift.scan;

import dev.plumbline.drift.cluster.Similarities;
import dev.plumbline.drift.stat.ExactTest;
import dev.plumbline.drift.stat.Share;

import java.util.Arrays;
import java.util.List;

/**
 * How far inputs lie from the fitted half of the reference. Each input's score is its mean similarity to the five most
 * alike there; the held-out half says what is usual (conformal: Vovk et al. 2005). Among the least alike 2, 5 and 20 %
 * of window and held-out half together, the window's part is hypergeometric when nothing changed.
 */
public final class Novelty {

    private static final int NEIGHBOURS = 5;
    private static final double[] TAILS = {0.02, 0.05, 0.2};
    private static final double FAR = 0.05;

    private final double[] window;
    private final double[] held;
    private final double[] pooled;

    public Novelty(List<float[]> window, List<float[]> fit, List<float[]> held) {
        this.window = scores(window, fit);
        this.held = scores(held, fit);
        this.pooled = Arrays.copyOf(this.window, this.window.length + this.held.length);
        System.arraycopy(this.held, 0, pooled, this.window.length, this.held.length);
        Arrays.sort(pooled);
    }

    /** The chance of so many unfamiliar inputs, were nothing changed; corrected for the three tails. */
    double pValue() {
        double least = 1;
        for (double tail : TAILS) {
            double cut = cut(tail);
            least = Math.min(least, ExactTest.excess(below(window, cut), below(held, cut)));
        }
        return Math.min(1, TAILS.length * least);
    }

    /** The share of the window that is less alike than all but 5 % of the held-out half. */
    public Share farShare() {
        return below(window, heldCut());
    }

    /** Whether an input of the window is one of those. */
    boolean far(int index) {
        return window[index] <= heldCut();
    }

    private double heldCut() {
        double[] sorted = held.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.floor(FAR * (sorted.length - 1))];
    }

    private double cut(double tail) {
        return pooled[(int) Math.ceil(tail * pooled.length) - 1];
    }

    private static Share below(double[] scores, double cut) {
        return new Share(
                (int) Arrays.stream(scores).filter(score -> score <= cut).count(), scores.length);
    }

    private static double[] scores(List<float[]> inputs, List<float[]> fit) {
        Similarities to = new Similarities(fit);
        return inputs.stream()
                .mapToDouble(input -> {
                    float[] alike = to.to(input);
                    Arrays.sort(alike);
                    double sum = 0;
                    for (int i = Math.max(0, alike.length - NEIGHBOURS); i < alike.length; i++) {
                        sum += alike[i];
                    }
                    return sum / NEIGHBOURS;
                })
                .toArray();
    }
}
