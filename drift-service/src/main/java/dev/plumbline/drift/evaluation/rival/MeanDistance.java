package dev.plumbline.drift.evaluation.rival;

import java.util.List;

/** The Euclidean distance of the mean embeddings. */
final class MeanDistance implements Rival {

    private final double[] reference;

    MeanDistance(List<float[]> reference) {
        this.reference = mean(reference);
    }

    @Override
    public String name() {
        return "distance of means";
    }

    @Override
    public double distance(List<float[]> window) {
        double[] mean = mean(window);
        double square = 0;
        for (int d = 0; d < mean.length; d++) {
            square += (mean[d] - reference[d]) * (mean[d] - reference[d]);
        }
        return Math.sqrt(square);
    }

    private static double[] mean(List<float[]> vectors) {
        double[] mean = new double[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += vector[d] / vectors.size();
            }
        }
        return mean;
    }
}
