package dev.plumbline.drift.evalset.twosample;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class TwoSampleTest {

    private static List<double[]> rows(Random random, int n, double shift) {
        return Stream.generate(() -> {
                    double[] row = random.doubles(20).map(x -> x - 0.5).toArray();
                    row[3] += shift;
                    return row;
                })
                .limit(n)
                .toList();
    }

    @Test
    void samplesOfOneKind_seldomHaveASmallPValue_andAnAreaOfOneHalf() {
        Random random = new Random(1);

        List<TwoSample> tests = Stream.generate(() -> TwoSample.of(rows(random, 100, 0), rows(random, 40, 0)))
                .limit(400)
                .toList();

        assertThat(tests.stream().filter(test -> test.pValue() <= 0.05)).hasSizeLessThanOrEqualTo(20);
        assertThat(tests.stream().mapToDouble(test -> test.area().estimate()).average())
                .hasValueCloseTo(0.5, Offset.offset(0.02));
    }

    @Test
    void samplesThatDiffer_areToldApart_withAnIntervalAroundTheArea() {
        TwoSample test = TwoSample.of(rows(new Random(2), 200, 1), rows(new Random(3), 60, 0));

        assertThat(test.pValue()).isLessThan(1e-4);
        assertThat(test.area().estimate()).isGreaterThan(0.9);
        assertThat(test.area().low()).isBetween(0.8, test.area().estimate());
        assertThat(test.told().value()).isGreaterThan(0.8);
        assertThat(test.told().n()).isEqualTo(200);
    }

    @Test
    void differenceIsSeenWhicheverSampleIsTheLarger() {
        TwoSample test = TwoSample.of(rows(new Random(4), 100, 1), rows(new Random(5), 500, 0));

        assertThat(test.pValue()).isLessThan(1e-4);
    }

    @Test
    void components_areOfUnitVariance_andTheSameEachTime() {
        Random random = new Random(6);
        List<float[]> vectors = Stream.generate(() -> {
                    float[] vector = new float[12];
                    for (int d = 0; d < 12; d++) {
                        vector[d] = (float) (random.nextGaussian() * (d + 1));
                    }
                    return vector;
                })
                .limit(200)
                .toList();

        Projection once = Projection.of(vectors);
        Projection again = Projection.of(vectors);

        double square = vectors.stream()
                .mapToDouble(vector -> Math.pow(once.features(vector)[0], 2))
                .average()
                .orElse(0);
        assertThat(square).isBetween(0.999, 1.001);
        assertThat(once.features(vectors.get(7))).containsExactly(again.features(vectors.get(7)));
    }
}
