package dev.plumbline.drift.cluster;

import java.util.List;

/** Similarities of one vector to many at once; laid out so that the processor takes several vectors in one step. */
public final class Similarities {

    private final float[][] byDimension;
    private final int size;

    public Similarities(List<float[]> vectors) {
        this.size = vectors.size();
        this.byDimension = new float[size == 0 ? 0 : vectors.get(0).length][size];
        for (int i = 0; i < size; i++) {
            float[] vector = vectors.get(i);
            for (int d = 0; d < byDimension.length; d++) {
                byDimension[d][i] = vector[d];
            }
        }
    }

    /** The similarity to each of the vectors, in their order. */
    public float[] to(float[] vector) {
        float[] similarities = new float[size];
        for (int d = 0; d < byDimension.length; d++) {
            float x = vector[d];
            float[] column = byDimension[d];
            for (int i = 0; i < similarities.length; i++) {
                similarities[i] += x * column[i];
            }
        }
        return similarities;
    }
}
