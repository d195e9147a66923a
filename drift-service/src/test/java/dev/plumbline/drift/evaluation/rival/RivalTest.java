package dev.plumbline.drift.evaluation.rival;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RivalTest {

    @Test
    void divergences_haveTheirKnownValues() {
        double[] p = {0.5, 0.5};
        double[] q = {0.25, 0.75};

        assertThat(BinShares.jensenShannon(p, p)).isZero();
        assertThat(BinShares.jensenShannon(p, q)).isCloseTo(0.033823, within(1e-6));
        assertThat(BinShares.stability(p, q)).isCloseTo(0.25 * Math.log(3), within(1e-12));
    }

    /** Every rival must see a gross change, or the comparison with it says nothing. */
    @Test
    void everyRival_seesAGrossChange() {
        Random random = new Random(3);
        for (Rival rival : Rival.all(sample(random, 300, 0))) {
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < 20; i++) {
                most = Math.max(most, rival.distance(sample(random, 200, 0)));
            }

            assertThat(rival.distance(sample(random, 200, 0.5)))
                    .as(rival.name())
                    .isGreaterThan(most);
        }
    }

    /** Unit vectors around ten axes; some of them moved to one of the axes. */
    private static List<float[]> sample(Random random, int n, double moved) {
        List<float[]> sample = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            float[] vector = new float[12];
            int topic = random.nextDouble() < moved ? 3 : random.nextInt(10);
            double square = 0;
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) (0.2 * random.nextGaussian() + (d == topic ? 1 : 0));
                square += vector[d] * vector[d];
            }
            for (int d = 0; d < vector.length; d++) {
                vector[d] /= (float) Math.sqrt(square);
            }
            sample.add(vector);
        }
        return sample;
    }
}
