package dev.plumbline.demo.search;

/** Arithmetic on vectors of length 1. */
public final class Vectors {

    private Vectors() {}

    /** Cosine similarity, -1 to 1. */
    public static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
