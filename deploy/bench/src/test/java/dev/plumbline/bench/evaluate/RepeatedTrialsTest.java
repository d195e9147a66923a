package dev.plumbline.bench.evaluate;

import dev.plumbline.bench.evaluate.RepeatedTrials.Estimate;
import dev.plumbline.bench.evaluate.RepeatedTrials.Task;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class RepeatedTrialsTest {

    @Test
    void task_hasTheShareOfItsChoicesThatWereAllDone() {
        Task half = new Task(2, 4);

        assertThat(half.passPower(1)).isEqualTo(0.5);
        assertThat(half.passPower(2)).isCloseTo(1.0 / 6, within(1e-12));
        assertThat(half.passPower(3)).isZero();
        assertThat(new Task(4, 4).passPower(4)).isEqualTo(1);
    }

    @Test
    void interval_isStudentsOverTasks() {
        Estimate estimate = new RepeatedTrials(List.of(new Task(4, 4), new Task(0, 4), new Task(2, 4))).passPower(1);

        assertThat(estimate.mean()).isCloseTo(0.5, within(1e-12));
        assertThat(estimate.low()).isZero();
        assertThat(estimate.high()).isEqualTo(1);
        assertThat(estimate.n()).isEqualTo(3);
        assertThatThrownBy(() -> new RepeatedTrials(List.of(new Task(1, 4)))).hasMessageContaining("two tasks");
    }

    /** 60 tasks of five trials, each with a chance of its own: of 1,000 draws, at least 93 % of intervals hold E[p^3]. */
    @Test
    void interval_holdsTheTruth() {
        SplittableRandom random = new SplittableRandom(20_260_101L);
        double truth = 1.0 / 4;
        int held = 0;
        for (int run = 0; run < 1_000; run++) {
            List<Task> tasks = new ArrayList<>();
            for (int task = 0; task < 60; task++) {
                double chance = random.nextDouble();
                int done = 0;
                for (int trial = 0; trial < 5; trial++) {
                    done += random.nextDouble() < chance ? 1 : 0;
                }
                tasks.add(new Task(done, 5));
            }
            Estimate estimate = new RepeatedTrials(tasks).passPower(3);
            held += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
        }

        assertThat(held).isBetween(930, 975);
    }

    @Test
    void realConversations_areNoBetterThanTheirRewards() throws IOException {
        String folder = System.getenv("PLUMBLINE_TEST_DATA");
        assumeTrue(RealData.isIn(folder), RealData.absence());

        RepeatedTrials trials = new RealData(Path.of(String.valueOf(folder))).trials();

        assertThat(trials.passPower(1).mean()).isCloseTo(0.49, within(1e-9));
        assertThat(trials.passPower(4).mean()).isCloseTo(0.32, within(1e-9));
        assertThat(trials.passPower(4).mean()).isGreaterThan(Math.pow(0.49, 4));
    }
}
