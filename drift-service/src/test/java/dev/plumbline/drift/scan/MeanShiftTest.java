package dev.plumbline.drift.scan;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class MeanShiftTest {

    private static final int DIMENSIONS = 40;

    @Test
    void quietWindows_haveSmallPValuesAsOftenAsTheySay() {
        Random random = new Random(1);
        int runs = 1_500;
        int five = 0;
        int one = 0;
        for (int run = 0; run < runs; run++) {
            double pValue = new MeanShift(sample(random, 300, 0)).pValue(sample(random, 100, 0));
            five += pValue <= 0.05 ? 1 : 0;
            one += pValue <= 0.01 ? 1 : 0;
        }

        assertThat(five / (double) runs).isBetween(0.03, 0.07);
        assertThat(one / (double) runs).isBetween(0.003, 0.02);
    }

    @Test
    void meanThatMoved_isClear() {
        Random random = new Random(2);

        assertThat(new MeanShift(sample(random, 300, 0)).pValue(sample(random, 100, 2)))
                .isLessThan(1e-4);
    }

    @Test
    void direction_pointsFromTheOneToTheOther() {
        float[] direction = MeanShift.direction(
                List.of(new float[] {0, 1}, new float[] {0, 3}), List.of(new float[] {3, 2}, new float[] {5, 2}));

        assertThat(direction).containsExactly(1, 0);
    }

    /** A spectrum as uneven as that of texts; a shift in units of the deviation of a middling dimension. */
    private static List<float[]> sample(Random random, int n, double shift) {
        List<float[]> sample = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            float[] vector = new float[DIMENSIONS];
            for (int d = 0; d < DIMENSIONS; d++) {
                vector[d] = (float) (random.nextGaussian() / Math.sqrt(d + 1.0));
            }
            vector[9] += (float) (shift / Math.sqrt(10));
            sample.add(vector);
        }
        return sample;
    }
}
