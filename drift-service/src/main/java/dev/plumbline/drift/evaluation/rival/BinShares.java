package dev.plumbline.drift.evaluation.rival;

import dev.plumbline.drift.cluster.SphericalKMeans;
import dev.plumbline.drift.cluster.Vectors;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** Shares of k-means bins compared by a divergence; half a session is added to each bin. */
final class BinShares implements Rival {

    private final String name;
    private final List<float[]> bins;
    private final double[] reference;
    private final ToDoubleBiFunction<double[], double[]> divergence;

    BinShares(String name, List<float[]> reference, int k, ToDoubleBiFunction<double[], double[]> divergence) {
        this.name = name;
        this.bins = SphericalKMeans.fit(reference, k);
        this.reference = shares(reference);
        this.divergence = divergence;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double distance(List<float[]> window) {
        return divergence.applyAsDouble(shares(window), reference);
    }

    /** Jensen-Shannon divergence (Lin 1991). */
    static double jensenShannon(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double middle = (p[i] + q[i]) / 2;
            sum += p[i] * Math.log(p[i] / middle) / 2 + q[i] * Math.log(q[i] / middle) / 2;
        }
        return sum;
    }

    /** Population stability index: the symmetrised Kullback-Leibler divergence. */
    static double stability(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += (p[i] - q[i]) * Math.log(p[i] / q[i]);
        }
        return sum;
    }

    private double[] shares(List<float[]> vectors) {
        double[] shares = new double[bins.size()];
        for (float[] vector : vectors) {
            shares[Vectors.nearest(vector, bins)]++;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (shares[i] + 0.5) / (vectors.size() + 0.5 * shares.length);
        }
        return shares;
    }
}
