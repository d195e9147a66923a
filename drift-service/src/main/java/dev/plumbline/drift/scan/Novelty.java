package dev.plumbline.drift.scan;

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

    private static final double[] TAILS = {0.02, 0.05, 0.2};

    private final Farness farness;
    private final double[] window;
    private final double[] held;
    private final double[] pooled;

    public Novelty(List<float[]> window, Farness farness) {
        this(window.stream().mapToDouble(farness::similarity).toArray(), farness.held(), farness);
    }

    /**
     * Of similarities known already.
     *
     * @param held of the held-out half, or of the same part of it as of the window
     */
    public Novelty(double[] window, double[] held, Farness farness) {
        this.farness = farness;
        this.window = window.clone();
        this.held = held.clone();
        this.pooled = Arrays.copyOf(this.window, this.window.length + this.held.length);
        System.arraycopy(this.held, 0, pooled, this.window.length, this.held.length);
        Arrays.sort(pooled);
    }

    /** The chance of so many unfamiliar inputs, were nothing changed; corrected for the three tails. */
    public double pValue() {
        if (window.length == 0 || held.length == 0) {
            return 1;
        }
        double least = 1;
        for (double tail : TAILS) {
            double cut = cut(tail);
            least = Math.min(least, ExactTest.excess(below(window, cut), below(held, cut)));
        }
        return Math.min(1, TAILS.length * least);
    }

    /** The share of the window that is less alike than all but 5 % of the held-out half. */
    public Share farShare() {
        return new Share((int) Arrays.stream(window).filter(farness::far).count(), window.length);
    }

    /** Whether an input of the window is one of those. */
    boolean far(int index) {
        return farness.far(window[index]);
    }

    private double cut(double tail) {
        return pooled[(int) Math.ceil(tail * pooled.length) - 1];
    }

    private static Share below(double[] scores, double cut) {
        return new Share(
                (int) Arrays.stream(scores).filter(score -> score <= cut).count(), scores.length);
    }
}
