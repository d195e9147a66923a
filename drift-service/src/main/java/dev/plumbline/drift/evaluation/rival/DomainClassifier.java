package dev.plumbline.drift.evaluation.rival;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Logistic regression that tells window from reference, in two folds; the area under the curve of what it says about the
 * fold it has not seen (Lopez-Paz and Oquab 2017 with the area for the accuracy).
 */
final class DomainClassifier implements Rival {

    private static final int STEPS = 40;
    private static final double RATE = 4;
    private static final double DECAY = 1e-3;

    private final List<float[]> reference;

    DomainClassifier(List<float[]> reference) {
        this.reference = reference;
    }

    @Override
    public String name() {
        return "domain classifier";
    }

    @Override
    public double distance(List<float[]> window) {
        double[] first = fit(half(reference, 0), half(window, 0));
        double[] second = fit(half(reference, 1), half(window, 1));
        return (area(first, half(reference, 1), half(window, 1)) + area(second, half(reference, 0), half(window, 0)))
                / 2;
    }

    /** Gradient descent with both classes weighted alike; the last weight is the intercept. */
    private static double[] fit(List<float[]> zeros, List<float[]> ones) {
        int dimensions = zeros.get(0).length;
        double[] weights = new double[dimensions + 1];
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[dimensions + 1];
            add(gradient, weights, zeros, 0);
            add(gradient, weights, ones, 1);
            for (int d = 0; d <= dimensions; d++) {
                weights[d] -= RATE * (gradient[d] + DECAY * weights[d]);
            }
        }
        return weights;
    }

    private static void add(double[] gradient, double[] weights, List<float[]> vectors, int label) {
        for (float[] vector : vectors) {
            double error = (1 / (1 + Math.exp(-score(weights, vector))) - label) / (2.0 * vectors.size());
            for (int d = 0; d < vector.length; d++) {
                gradient[d] += error * vector[d];
            }
            gradient[vector.length] += error;
        }
    }

    private static double score(double[] weights, float[] vector) {
        double score = weights[vector.length];
        for (int d = 0; d < vector.length; d++) {
            score += weights[d] * vector[d];
        }
        return score;
    }

    private static double area(double[] weights, List<float[]> zeros, List<float[]> ones) {
        double[][] scored = new double[zeros.size() + ones.size()][];
        for (int i = 0; i < zeros.size(); i++) {
            scored[i] = new double[] {score(weights, zeros.get(i)), 0};
        }
        for (int i = 0; i < ones.size(); i++) {
            scored[zeros.size() + i] = new double[] {score(weights, ones.get(i)), 1};
        }
        Arrays.sort(scored, Comparator.comparingDouble(one -> one[0]));
        double ranks = 0;
        for (int i = 0; i < scored.length; i++) {
            ranks += scored[i][1] * (i + 1);
        }
        double n = ones.size();
        return (ranks - n * (n + 1) / 2) / (n * zeros.size());
    }

    private static List<float[]> half(List<float[]> vectors, int from) {
        List<float[]> half = new ArrayList<>();
        for (int i = from; i < vectors.size(); i += 2) {
            half.add(vectors.get(i));
        }
        return half;
    }
}
