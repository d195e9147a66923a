package dev.plumbline.drift.cluster;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class SphericalKMeansTest {

    private final Random random = new Random(3);

    @Test
    void fit_findsGroupsThatAreThere() {
        List<float[]> vectors = new ArrayList<>();
        for (int group = 0; group < 4; group++) {
            for (int i = 0; i < 30; i++) {
                vectors.add(near(group));
            }
        }

        List<float[]> centroids = SphericalKMeans.fit(vectors, 4);

        assertThat(centroids).hasSize(4);
        for (int group = 0; group < 4; group++) {
            int leaf = Vectors.nearest(vectors.get(30 * group), centroids);
            assertThat(vectors.subList(30 * group, 30 * group + 30))
                    .allMatch(vector -> Vectors.nearest(vector, centroids) == leaf);
            assertThat(Vectors.dot(centroids.get(leaf), axis(group))).isGreaterThan(0.99);
        }
    }

    @Test
    void fit_ofTheSameVectors_isTheSameToTheLastBit() {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            vectors.add(near(i % 6));
        }

        assertThat(SphericalKMeans.fit(vectors, 14))
                .usingRecursiveComparison()
                .isEqualTo(SphericalKMeans.fit(vectors, 14));
    }

    @Test
    void fit_ofFewDifferentVectors_hasNoEmptyLeaf() {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            vectors.add(axis(i % 3));
        }

        assertThat(SphericalKMeans.fit(vectors, 10)).hasSize(3);
        assertThat(SphericalKMeans.fit(vectors.subList(0, 1), 10)).hasSize(1);
    }

    @Test
    void leaves_growWithTheRootOfTheSessionsBetween8And64() {
        assertThat(List.of(
                        SphericalKMeans.leaves(10),
                        SphericalKMeans.leaves(200),
                        SphericalKMeans.leaves(1_000),
                        SphericalKMeans.leaves(100_000)))
                .containsExactly(8, 14, 32, 64);
    }

    private float[] near(int group) {
        float[] vector = axis(group);
        for (int d = 0; d < vector.length; d++) {
            vector[d] += (float) (0.05 * random.nextGaussian());
        }
        return Vectors.centroid(List.of(vector));
    }

    private static float[] axis(int group) {
        float[] axis = new float[16];
        axis[group] = 1;
        return axis;
    }
}
