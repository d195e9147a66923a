package dev.plumbline.drift.evalset.twosample;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The first principal components of some vectors, each scaled to a variance of 1, and one number for what lies outside
 * of them. Found by orthogonal iteration (Golub and Van Loan, 8.2.4) from a start that never changes: the same vectors
 * give the same components.
 */
public final class Projection {

    private static final int MOST = 64;
    private static final int VECTORS_EACH = 8;
    private static final int ROUNDS = 12;
    private static final long SEED = 0x70726f6aL;

    private final double[] mean;
    private final double[][] axes;
    private final double[] scales;
    private final double outside;
    private final double outsideScale;

    private Projection(double[] mean, double[][] axes, List<float[]> vectors) {
        this.mean = mean;
        this.axes = axes;
        this.scales = new double[axes.length];
        double[] rest = new double[vectors.size()];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < rest.length; i++) {
            double[] along = along(vectors.get(i));
            for (int axis = 0; axis < axes.length; axis++) {
                scales[axis] += along[axis] * along[axis] / rest.length;
            }
            sum += along[axes.length];
            squares += along[axes.length] * along[axes.length];
        }
        for (int axis = 0; axis < axes.length; axis++) {
            scales[axis] = Math.sqrt(Math.max(scales[axis], 1e-12));
        }
        this.outside = sum / rest.length;
        this.outsideScale = Math.sqrt(Math.max(squares / rest.length - outside * outside, 1e-12));
    }

    /** At most 64 components, one for each eight vectors. */
    public static Projection of(List<float[]> vectors) {
        int dimensions = vectors.get(0).length;
        double[] mean = new double[dimensions];
        for (float[] vector : vectors) {
            for (int d = 0; d < dimensions; d++) {
                mean[d] += vector[d] / vectors.size();
            }
        }
        int wanted = Math.max(1, Math.min(Math.min(MOST, dimensions), vectors.size() / VECTORS_EACH));
        SplittableRandom random = new SplittableRandom(SEED);
        double[][] axes = new double[wanted][dimensions];
        for (double[] axis : axes) {
            for (int d = 0; d < dimensions; d++) {
                axis[d] = random.nextDouble() - 0.5;
            }
        }
        orthonormal(axes);
        for (int round = 0; round < ROUNDS; round++) {
            axes = multiplied(vectors, mean, axes);
            orthonormal(axes);
        }
        return new Projection(mean, axes, vectors);
    }

    /** The components of a vector, and last what lies outside of them, all of about unit variance. */
    public double[] features(float[] vector) {
        double[] features = along(vector);
        for (int axis = 0; axis < axes.length; axis++) {
            features[axis] /= scales[axis];
        }
        features[axes.length] = (features[axes.length] - outside) / outsideScale;
        return features;
    }

    private double[] along(float[] vector) {
        double[] along = new double[axes.length + 1];
        double rest = 0;
        for (int d = 0; d < mean.length; d++) {
            double away = vector[d] - mean[d];
            rest += away * away;
        }
        for (int axis = 0; axis < axes.length; axis++) {
            double sum = 0;
            double[] direction = axes[axis];
            for (int d = 0; d < mean.length; d++) {
                sum += direction[d] * (vector[d] - mean[d]);
            }
            along[axis] = sum;
            rest -= sum * sum;
        }
        along[axes.length] = Math.sqrt(Math.max(0, rest));
        return along;
    }

    /** The covariance, not divided by n, times each axis. */
    private static double[][] multiplied(List<float[]> vectors, double[] mean, double[][] axes) {
        double[][] product = new double[axes.length][mean.length];
        double[] away = new double[mean.length];
        for (float[] vector : vectors) {
            for (int d = 0; d < mean.length; d++) {
                away[d] = vector[d] - mean[d];
            }
            for (int axis = 0; axis < axes.length; axis++) {
                double along = dot(axes[axis], away);
                double[] row = product[axis];
                for (int d = 0; d < mean.length; d++) {
                    row[d] += along * away[d];
                }
            }
        }
        return product;
    }

    /** Gram and Schmidt, twice for stability; an axis that vanishes is left at zero. */
    private static void orthonormal(double[][] axes) {
        for (int axis = 0; axis < axes.length; axis++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int before = 0; before < axis; before++) {
                    double along = dot(axes[axis], axes[before]);
                    for (int d = 0; d < axes[axis].length; d++) {
                        axes[axis][d] -= along * axes[before][d];
                    }
                }
            }
            double length = Math.sqrt(dot(axes[axis], axes[axis]));
            for (int d = 0; d < axes[axis].length; d++) {
                axes[axis][d] = length < 1e-9 ? 0 : axes[axis][d] / length;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }
}
