package dev.plumbline.drift.evalset.twosample;

import java.util.List;

/**
 * Logistic regression with a ridge, both classes weighted alike, by Newton's method (Hastie, Tibshirani and Friedman
 * 2009, 4.4.1 and 18.3.2).
 */
final class Logistic {

    private static final int STEPS = 6;

    /** The weights of both classes add up to this many observations per ridge: strong enough for few cases. */
    private static final double RIDGE = 10;

    private final double[] weights;

    private Logistic(double[] weights) {
        this.weights = weights;
    }

    /** Learns to tell the first class (positive) from the second. */
    static Logistic fit(List<double[]> first, List<double[]> second) {
        int size = first.get(0).length + 1;
        double[] weights = new double[size];
        double each = (first.size() + second.size()) / 2.0;
        for (int step = 0; step < STEPS; step++) {
            double[][] curvature = new double[size][size];
            double[] slope = new double[size];
            for (int i = 0; i < size - 1; i++) {
                curvature[i][i] = RIDGE;
                slope[i] = -RIDGE * weights[i];
            }
            curvature[size - 1][size - 1] = 1e-6;
            add(first, 1, each / first.size(), weights, curvature, slope);
            add(second, 0, each / second.size(), weights, curvature, slope);
            double[] change = solve(curvature, slope);
            for (int i = 0; i < size; i++) {
                weights[i] += change[i];
            }
        }
        return new Logistic(weights);
    }

    /** Above 0 where the first class is likelier. */
    double score(double[] features) {
        return score(weights, features);
    }

    private static double score(double[] weights, double[] features) {
        double score = weights[features.length];
        for (int i = 0; i < features.length; i++) {
            score += weights[i] * features[i];
        }
        return score;
    }

    private static void add(
            List<double[]> rows, double label, double weight, double[] weights, double[][] curvature, double[] slope) {
        int last = weights.length - 1;
        for (double[] row : rows) {
            double chance = 1 / (1 + Math.exp(-score(weights, row)));
            double bend = weight * Math.max(1e-9, chance * (1 - chance));
            double miss = weight * (label - chance);
            for (int i = 0; i < last; i++) {
                double x = bend * row[i];
                double[] line = curvature[i];
                for (int j = 0; j <= i; j++) {
                    line[j] += x * row[j];
                }
                curvature[last][i] += x;
                slope[i] += miss * row[i];
            }
            curvature[last][last] += bend;
            slope[last] += miss;
        }
    }

    /** By Cholesky's decomposition; reads and overwrites the lower triangle. */
    private static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[j][j];
            }
        }
        double[] solved = right.clone();
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                solved[i] -= matrix[i][k] * solved[k];
            }
            solved[i] /= matrix[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                solved[i] -= matrix[k][i] * solved[k];
            }
            solved[i] /= matrix[i][i];
        }
        return solved;
    }
}
