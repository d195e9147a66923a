package dev.plumbline.drift.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Spherical k-means (Dhillon and Modha 2001) seeded by k-means++ (Arthur and Vassilvitskii 2007) on one minus the
 * similarity. The best of five starts; the same vectors in the same order always give the same centroids.
 */
public final class SphericalKMeans {

    private static final int STARTS = 5;
    private static final int ROUNDS = 30;
    private static final long SEED = 0x706c756d62L;

    private SphericalKMeans() {}

    /** The square root of the number of vectors, at least 8 and at most 64: some fifteen vectors for each leaf. */
    public static int leaves(int vectors) {
        return Math.max(8, Math.min(64, (int) Math.round(Math.sqrt(vectors))));
    }

    /** At most {@code k} centroids: fewer when there are fewer different vectors. */
    public static List<float[]> fit(List<float[]> vectors, int k) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<float[]> best = List.of();
        double most = Double.NEGATIVE_INFINITY;
        for (int start = 0; start < STARTS; start++) {
            List<float[]> centroids = refine(vectors, seed(vectors, k, random));
            double cohesion = cohesion(vectors, centroids);
            if (cohesion > most) {
                most = cohesion;
                best = centroids;
            }
        }
        return best;
    }

    private static List<float[]> seed(List<float[]> vectors, int k, SplittableRandom random) {
        List<float[]> centroids = new ArrayList<>();
        double[] distance = new double[vectors.size()];
        int next = random.nextInt(vectors.size());
        while (true) {
            float[] centroid = vectors.get(next);
            boolean first = centroids.isEmpty();
            centroids.add(centroid);
            double total = 0;
            for (int i = 0; i < distance.length; i++) {
                double away = Math.max(0, 1 - Vectors.dot(vectors.get(i), centroid));
                distance[i] = first ? away : Math.min(distance[i], away);
                total += distance[i] * distance[i];
            }
            if (centroids.size() == k || total < 1e-9) {
                return centroids;
            }
            next = draw(distance, random.nextDouble() * total);
        }
    }

    private static int draw(double[] distance, double at) {
        double passed = 0;
        for (int i = 0; i < distance.length; i++) {
            passed += distance[i] * distance[i];
            if (passed > at) {
                return i;
            }
        }
        return distance.length - 1;
    }

    private static List<float[]> refine(List<float[]> vectors, List<float[]> start) {
        List<float[]> centroids = start;
        int[] before = {};
        for (int round = 0; round < ROUNDS; round++) {
            int[] leaf = new int[vectors.size()];
            List<List<float[]>> members = new ArrayList<>();
            centroids.forEach(centroid -> members.add(new ArrayList<>()));
            for (int i = 0; i < leaf.length; i++) {
                leaf[i] = Vectors.nearest(vectors.get(i), centroids);
                members.get(leaf[i]).add(vectors.get(i));
            }
            if (Arrays.equals(leaf, before)) {
                break;
            }
            before = leaf;
            // A centroid that lost all its members is given up.
            members.removeIf(List::isEmpty);
            centroids = new ArrayList<>(members.stream().map(Vectors::centroid).toList());
        }
        return centroids;
    }

    private static double cohesion(List<float[]> vectors, List<float[]> centroids) {
        double sum = 0;
        for (float[] vector : vectors) {
            sum += Vectors.dot(vector, centroids.get(Vectors.nearest(vector, centroids)));
        }
        return sum;
    }
}
