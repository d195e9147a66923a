package dev.plumbline.drift.scan;

import org.apache.commons.statistics.distribution.GammaDistribution;

import java.util.Arrays;
import java.util.List;

/**
 * Whether inputs as a whole moved: the squared distance of the means of window and reference, which is the maximum mean
 * discrepancy with a linear kernel (Gretton et al. 2012). When nothing changed, it is a sum of chi-squares weighted by
 * the eigenvalues of the covariance; its first three cumulants are traces of powers of the covariance, and a gamma
 * distribution with the same three gives the tail (Hall 1983, Buckley and Eagleson 1988).
 */
public final class MeanShift {

    private final double[] mean;
    private final int n;
    private final double sum;
    private final double squares;
    private final double cubes;

    /** Made once for each reference: it costs as much as some hundred windows. */
    public MeanShift(List<float[]> reference) {
        this.n = reference.size();
        this.mean = mean(reference);
        double[][] covariance = covariance(reference, mean);
        double[] powers = traces(covariance);
        this.sum = powers[0];
        // The trace of a square is too large by the noise of the covariance: tr(C)^2 / n in expectation.
        this.squares = Math.max(powers[1] / 4, powers[1] - powers[0] * powers[0] / n);
        this.cubes = powers[2];
    }

    /** The chance of means as far apart, were nothing changed. */
    public double pValue(List<float[]> window) {
        return pValue(mean(window), mean, (double) n * window.size() / (n + window.size()));
    }

    /**
     * The same against other parts of traffic, mixed by weights that sum to 1: one mean for each, of so many vectors. The
     * covariance stays that of the reference, which is not smaller than that of the parts.
     */
    public double pValue(List<float[]> window, List<Mixed> mixed) {
        double[] then = new double[mean.length];
        double variance = 1.0 / window.size();
        for (Mixed part : mixed) {
            double[] own = mean(part.vectors());
            for (int d = 0; d < then.length; d++) {
                then[d] += part.weight() * own[d];
            }
            variance += part.weight() * part.weight() / part.vectors().size();
        }
        return pValue(mean(window), then, 1 / variance);
    }

    /** Vectors of one part, at least one, and its weight. */
    public record Mixed(double weight, List<float[]> vectors) {}

    private double pValue(double[] now, double[] then, double sessions) {
        double square = 0;
        for (int d = 0; d < mean.length; d++) {
            square += (now[d] - then[d]) * (now[d] - then[d]);
        }
        double statistic = square * sessions;
        double second = 2 * squares;
        double third = 8 * cubes;
        double freedom = 8 * second * second * second / (third * third);
        double scaled = (statistic - sum) * Math.sqrt(2 * freedom / second) + freedom;
        return scaled <= 0 ? 1 : GammaDistribution.of(freedom / 2, 2).survivalProbability(scaled);
    }

    /** The direction from the mean of some vectors to that of others. */
    public static float[] direction(List<float[]> from, List<float[]> to) {
        double[] start = mean(from);
        double[] end = mean(to);
        double square = 0;
        for (int d = 0; d < start.length; d++) {
            square += (end[d] - start[d]) * (end[d] - start[d]);
        }
        float[] direction = new float[start.length];
        for (int d = 0; d < start.length; d++) {
            direction[d] = (float) ((end[d] - start[d]) / Math.sqrt(Math.max(1e-18, square)));
        }
        return direction;
    }

    private static double[] mean(List<float[]> vectors) {
        double[] mean = new double[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += vector[d];
            }
        }
        for (int d = 0; d < mean.length; d++) {
            mean[d] /= vectors.size();
        }
        return mean;
    }

    private static double[][] covariance(List<float[]> vectors, double[] mean) {
        int dimensions = mean.length;
        double[][] covariance = new double[dimensions][dimensions];
        double[] away = new double[dimensions];
        for (float[] vector : vectors) {
            for (int d = 0; d < dimensions; d++) {
                away[d] = vector[d] - mean[d];
            }
            for (int d = 0; d < dimensions; d++) {
                double[] row = covariance[d];
                double x = away[d] / (vectors.size() - 1);
                for (int e = 0; e < dimensions; e++) {
                    row[e] += x * away[e];
                }
            }
        }
        return covariance;
    }

    /** Of the matrix, its square and its cube. */
    private static double[] traces(double[][] matrix) {
        int dimensions = matrix.length;
        double first = 0;
        double second = 0;
        double third = 0;
        double[] product = new double[dimensions];
        for (int d = 0; d < dimensions; d++) {
            first += matrix[d][d];
            Arrays.fill(product, 0);
            for (int e = 0; e < dimensions; e++) {
                double x = matrix[d][e];
                double[] row = matrix[e];
                for (int f = 0; f < dimensions; f++) {
                    product[f] += x * row[f];
                }
                second += x * x;
            }
            for (int e = 0; e < dimensions; e++) {
                third += product[e] * matrix[d][e];
            }
        }
        return new double[] {first, second, third};
    }
}
