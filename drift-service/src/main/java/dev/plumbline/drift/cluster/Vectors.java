package dev.plumbline.drift.cluster;

import java.util.List;

/** Arithmetic on unit vectors, in an order of additions that never changes. */
public final class Vectors {

    private Vectors() {}

    /** The cosine similarity of two unit vectors. */
    public static double dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int d = 0;
        // Four sums side by side: the processor need not wait for one addition before the next.
        for (; d + 3 < a.length; d += 4) {
            s0 += a[d] * b[d];
            s1 += a[d + 1] * b[d + 1];
            s2 += a[d + 2] * b[d + 2];
            s3 += a[d + 3] * b[d + 3];
        }
        for (; d < a.length; d++) {
            s0 += a[d] * b[d];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** The direction of the sum; of vectors that cancel out, the first of them. */
    public static float[] centroid(List<float[]> vectors) {
        double[] sum = new double[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += vector[d];
            }
        }
        double square = 0;
        for (double x : sum) {
            square += x * x;
        }
        if (square < 1e-18) {
            return vectors.get(0).clone();
        }
        double length = Math.sqrt(square);
        float[] unit = new float[sum.length];
        for (int d = 0; d < unit.length; d++) {
            unit[d] = (float) (sum[d] / length);
        }
        return unit;
    }

    /** The index of the vector most alike; the first of equals. */
    public static int nearest(float[] vector, List<float[]> among) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < among.size(); i++) {
            double similarity = dot(vector, among.get(i));
            if (similarity > most) {
                most = similarity;
                best = i;
            }
        }
        return best;
    }
}
