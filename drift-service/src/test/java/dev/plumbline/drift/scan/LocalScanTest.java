package dev.plumbline.drift.scan;

import dev.plumbline.drift.cluster.Growth;
import dev.plumbline.drift.cluster.Vectors;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

class LocalScanTest {

    private static final int TOPICS = 12;
    private final Random random = new Random(11);
    private final List<float[]> topics = draw(TOPICS + 1, List.of(), 1);

    @Test
    void pValues_ofTrafficThatDidNotChange_areNeverTooSmall() {
        int below = 0;
        for (int look = 0; look < 120; look++) {
            LocalScan scan = new LocalScan(known(60), new Neighbours(known(120)));
            below += scan.pValue(scan.clearest().ratio(), new SplittableRandom(look)) <= 0.1 ? 1 : 0;
        }

        // 12 expected at most; 20 would be more than two standard deviations above.
        assertThat(below).isLessThan(20);
    }

    @Test
    void newTopic_isTheClearestSpotAndGrowsToItsMembers() {
        List<float[]> window = known(90);
        window.addAll(draw(10, topics.subList(TOPICS, TOPICS + 1), 0.7));
        List<float[]> reference = known(200);

        LocalScan scan = new LocalScan(window, new Neighbours(reference));
        LocalScan.Spot spot = scan.clearest();
        Growth.Grown grown =
                Objects.requireNonNull(new Growth(window, reference).from(window.get(spot.centre())), "grown");

        assertThat(spot.centre()).isGreaterThanOrEqualTo(90);
        assertThat(scan.pValue(spot.ratio(), new SplittableRandom(1))).isLessThan(0.001);
        assertThat(within(window.subList(90, 100), grown)).isGreaterThanOrEqualTo(9);
        assertThat(within(window.subList(0, 90), grown)).isLessThanOrEqualTo(1);
        assertThat(within(reference, grown)).isZero();
    }

    private static long within(List<float[]> inputs, Growth.Grown grown) {
        return inputs.stream()
                .filter(input -> Vectors.dot(input, grown.centroid()) >= grown.reach())
                .count();
    }

    @Test
    void knownTopicThatGrew_isNoNewCluster() {
        List<float[]> window = known(60);
        window.addAll(draw(40, topics.subList(0, 1), 0.7));
        List<float[]> reference = known(200);

        LocalScan scan = new LocalScan(window, new Neighbours(reference));

        assertThat(scan.pValue(scan.clearest().ratio(), new SplittableRandom(1)))
                .isGreaterThan(0.05);
        assertThat(new Growth(window, reference).from(window.get(80))).isNull();
    }

    @Test
    void pValue_beyondAllDeals_isTheTailOfTheirFit() {
        List<float[]> window = known(40);
        window.addAll(draw(60, topics.subList(TOPICS, TOPICS + 1), 0.7));
        LocalScan scan = new LocalScan(window, new Neighbours(known(200)));

        double pValue = scan.pValue(scan.clearest().ratio(), new SplittableRandom(1));

        assertThat(pValue).isPositive().isLessThan(1e-5);
    }

    /** Half a unit of the log ratio costs at most a factor of twenty, also where counting ends and the fit begins. */
    @Test
    void pValue_goesOnWithoutAJumpWhereCountingEnds() {
        LocalScan scan = new LocalScan(known(60), new Neighbours(known(120)));
        double before = 1;
        for (double observed = 0.5; observed < 16; observed += 0.5) {
            double pValue = scan.pValue(observed, new SplittableRandom(1));

            assertThat(pValue).as("at %s", observed).isLessThanOrEqualTo(before).isGreaterThan(before / 20);
            before = pValue;
        }
        assertThat(before).as("beyond counting").isLessThan(1.0 / LocalScan.DEALS / 10);
    }

    @Test
    void emptyWindow_hasNoSpot() {
        LocalScan scan = new LocalScan(List.of(), new Neighbours(known(20)));

        assertThat(scan.clearest()).isEqualTo(new LocalScan.Spot(-1, 0));
        assertThat(scan.pValue(0, new SplittableRandom(1))).isOne();
    }

    private List<float[]> known(int n) {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            vectors.addAll(draw(1, List.of(topics.get(random.nextInt(TOPICS))), 0.7));
        }
        return vectors;
    }

    private List<float[]> draw(int n, List<float[]> around, double noise) {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            float[] vector = new float[48];
            for (int d = 0; d < vector.length; d++) {
                double centre = around.isEmpty() ? 0 : around.get(0)[d];
                vector[d] = (float) (centre + noise * random.nextGaussian() / Math.sqrt(vector.length));
            }
            vectors.add(Vectors.centroid(List.of(vector)));
        }
        return vectors;
    }
}
