package dev.plumbline.bench.evaluate;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The figures that are promised, over fixed seeds; {@code bench evaluate} has twice the runs. */
@Tag("simulation")
class CoverageTest {
    private static final int RUNS = 500;
    private static final long FIRST_SEED = 20_260_101L;

    @Test
    void plantedSegment_isAmongTheFirstThree_andTrafficWithoutOneGivesNone() {
        SegmentSimulation.Counts counts = SegmentSimulation.run(50, FIRST_SEED);

        assertThat(counts.found()).isGreaterThanOrEqualTo(45);
        assertThat(counts.reported()).isLessThanOrEqualTo(5);
        assertThat(counts.tested()).isGreaterThan(500);
    }

    @Test
    void meansAndQuantiles_areCoveredToo() {
        ValueSimulation.Coverage coverage = ValueSimulation.run(RUNS, FIRST_SEED);

        assertThat(coverage.mean()).isBetween(0.93, 0.975);
        assertThat(coverage.tenth()).isBetween(0.93, 0.975);
        assertThat(coverage.nineTenths()).isBetween(0.93, 0.975);
    }

    @Test
    void intervals_holdTheTruthAsOftenAsTheySay_andTheRawRateOfAJudgeDoesNot() {
        TrustSimulation.Coverage coverage = TrustSimulation.run(new TrustSimulation.Settings(RUNS, FIRST_SEED, false));

        assertThat(coverage.perfect().share()).isBetween(0.93, 0.97);
        assertThat(coverage.predictionPowered().share()).isGreaterThanOrEqualTo(0.93);
        assertThat(coverage.roganGladen().share()).isGreaterThanOrEqualTo(0.93);
        assertThat(coverage.roganGladenLater().share()).isBetween(0.93, 0.975);
        assertThat(coverage.judge().share()).isLessThan(0.5);
    }

    @Test
    void sessionsDrawnWhole_areNoLessCovered() {
        TrustSimulation.Coverage coverage = TrustSimulation.run(new TrustSimulation.Settings(RUNS, FIRST_SEED, true));

        assertThat(coverage.perfect().share()).isBetween(0.935, 0.97);
        assertThat(coverage.predictionPowered().share()).isGreaterThanOrEqualTo(0.93);
        assertThat(coverage.roganGladenLater().share()).isBetween(0.93, 0.985);
    }
}
