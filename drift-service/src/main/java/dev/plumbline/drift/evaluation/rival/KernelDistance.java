package dev.plumbline.drift.evaluation.rival;

import dev.plumbline.drift.cluster.Similarities;

import java.util.Arrays;
import java.util.List;

/**
 * Unbiased squared maximum mean discrepancy (Gretton et al. 2012) with a Gaussian kernel of the median distance. The
 * threshold comes from quiet windows, which is what permutations estimate, without their error.
 */
final class KernelDistance implements Rival {

    private final List<float[]> reference;
    private final Similarities toReference;
    private final double squaredWidth;
    private final double within;

    KernelDistance(List<float[]> reference) {
        this.reference = reference;
        this.toReference = new Similarities(reference);
        this.squaredWidth = medianSquaredDistance();
        this.within = within(reference, toReference);
    }

    @Override
    public String name() {
        return "MMD, RBF";
    }

    @Override
    public double distance(List<float[]> window) {
        double across = 0;
        for (float[] vector : window) {
            across += sum(toReference.to(vector));
        }
        across /= (double) window.size() * reference.size();
        return within(window, new Similarities(window)) + within - 2 * across;
    }

    private double within(List<float[]> vectors, Similarities to) {
        double sum = 0;
        for (float[] vector : vectors) {
            sum += sum(to.to(vector)) - 1;
        }
        return sum / (vectors.size() * (vectors.size() - 1.0));
    }

    private double sum(float[] similarities) {
        double sum = 0;
        for (float similarity : similarities) {
            sum += Math.exp(-(2 - 2 * similarity) / (2 * squaredWidth));
        }
        return sum;
    }

    private double medianSquaredDistance() {
        int some = Math.min(200, reference.size());
        float[] all = new float[some * some];
        for (int i = 0; i < some; i++) {
            System.arraycopy(toReference.to(reference.get(i)), 0, all, i * some, some);
        }
        Arrays.sort(all);
        return Math.max(1e-6, 2 - 2 * all[all.length / 2]);
    }
}
