package dev.plumbline.drift.scan;

import dev.plumbline.drift.cluster.Similarities;

import java.util.Arrays;
import java.util.List;

/**
 * How far an input lies from the fitted half of a reference: its mean similarity to the five most alike there. The
 * held-out half says what is usual.
 */
public final class Farness {

    private static final int NEIGHBOURS = 5;
    private static final double FAR = 0.05;

    private final Similarities toFit;
    private final double[] held;
    private final double cut;

    /** Made once for each reference. */
    public Farness(List<float[]> fit, List<float[]> held) {
        this.toFit = new Similarities(fit);
        this.held = held.stream().mapToDouble(this::similarity).toArray();
        double[] sorted = this.held.clone();
        Arrays.sort(sorted);
        this.cut = sorted[(int) Math.floor(FAR * (sorted.length - 1))];
    }

    /** Whether an input of this similarity is less alike than all but 5 % of the held-out half. */
    public boolean far(double similarity) {
        return similarity <= cut;
    }

    /** Of the held-out half, in its order. */
    double[] held() {
        return held.clone();
    }

    /** The mean similarity of an input to the five most alike of the fitted half. */
    public double similarity(float[] input) {
        float[] alike = toFit.to(input);
        Arrays.sort(alike);
        double sum = 0;
        for (int i = Math.max(0, alike.length - NEIGHBOURS); i < alike.length; i++) {
            sum += alike[i];
        }
        return sum / NEIGHBOURS;
    }
}
