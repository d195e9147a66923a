package dev.plumbline.drift.scan;

import dev.plumbline.drift.cluster.Vectors;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class NoveltyTest {

    private final Random random = new Random(2);

    @Test
    void pValues_ofTrafficThatDidNotChange_areNeverTooSmall() {
        int below = 0;
        for (int look = 0; look < 400; look++) {
            below += new Novelty(known(50), new Farness(known(50), known(50))).pValue() <= 0.1 ? 1 : 0;
        }

        assertThat(below).isLessThan(53); // 40 expected at most, two standard deviations above
    }

    @Test
    void scatteredUnfamiliarInputs_areCounted() {
        List<float[]> window = known(85);
        window.addAll(anywhere(15));

        Novelty novelty = new Novelty(window, new Farness(known(100), known(100)));

        assertThat(novelty.pValue()).isLessThan(0.01);
        assertThat(novelty.farShare().hits()).isGreaterThanOrEqualTo(15);
        for (int i = 85; i < 100; i++) {
            assertThat(novelty.far(i)).isTrue();
        }
    }

    private List<float[]> known(int n) {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            float[] vector = new float[32];
            vector[random.nextInt(5)] = 1;
            for (int d = 0; d < vector.length; d++) {
                vector[d] += (float) (0.1 * random.nextGaussian());
            }
            vectors.add(Vectors.centroid(List.of(vector)));
        }
        return vectors;
    }

    private List<float[]> anywhere(int n) {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            float[] vector = new float[32];
            for (int d = 5; d < vector.length; d++) {
                vector[d] = (float) random.nextGaussian();
            }
            vectors.add(Vectors.centroid(List.of(vector)));
        }
        return vectors;
    }
}
