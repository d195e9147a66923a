package dev.plumbline.evaluator.bench;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The figures that are promised, over the same seeds as the benchmark prints. */
class CoverageTest {

    @Test
    void intervals_holdTheTruthAsOftenAsTheySay_andTheRawRateOfAJudgeDoesNot() {
        TrustSimulation.Coverage coverage = TrustSimulation.run(
                new TrustSimulation.Settings(EvaluatorBench.RUNS, EvaluatorBench.FIRST_SEED, false));

        assertThat(coverage.perfect().share()).isBetween(0.93, 0.97);
        assertThat(coverage.predictionPowered().share()).isGreaterThanOrEqualTo(0.93);
        assertThat(coverage.roganGladen().share()).isGreaterThanOrEqualTo(0.93);
        assertThat(coverage.judge().share()).isLessThan(0.5);
    }

    @Test
    void sessionsDrawnWhole_areNoLessCovered() {
        TrustSimulation.Coverage coverage =
                TrustSimulation.run(new TrustSimulation.Settings(EvaluatorBench.RUNS, EvaluatorBench.FIRST_SEED, true));

        assertThat(coverage.perfect().share()).isBetween(0.93, 0.97);
        assertThat(coverage.predictionPowered().share()).isGreaterThanOrEqualTo(0.93);
    }
}
