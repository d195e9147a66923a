package dev.plumbline.evaluator.trust;

import dev.plumbline.evaluator.estimate.Labelled;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.rubrics.RubricFile.Costs;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CostOfErrorsTest {
    private static final Costs COSTS = new Costs(10, 1);

    @Test
    void eachMistake_costsItsOwn_weightedAsDrawn() {
        List<Labelled> labelled = List.of(
                new Labelled("a", 1, false, true),
                new Labelled("b", 4, true, false),
                new Labelled("c", 2, true, true),
                new Labelled("d", 3, false, false));

        CostOfErrors cost = CostOfErrors.of(COSTS, labelled);

        assertThat(Objects.requireNonNull(cost.perRequest()).estimate()).isCloseTo((10 + 4) / 10.0, within(1e-12));
        assertThat(Objects.requireNonNull(cost.withoutJudge()).estimate()).isCloseTo((10 + 20) / 10.0, within(1e-12));
        assertThat(cost.perRequest().n()).isEqualTo(4);
    }

    @Test
    void equalCosts_areTheShareOfMistakes() {
        Rate rate = CostOfErrors.of(
                        new Costs(1, 1), List.of(new Labelled("a", 1, false, true), new Labelled("b", 1, true, true)))
                .perRequest();

        assertThat(Objects.requireNonNull(rate).estimate()).isEqualTo(0.5);
    }

    @Test
    void withoutLabels_nothingIsSaid() {
        assertThat(CostOfErrors.of(COSTS, List.of()).perRequest()).isNull();
    }

    @Test
    void interval_coversTheTruth() {
        // given: 8 % false alarms at 1 and 2 % misses at 10: 0.28 a request
        int covered = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            Random random = new Random(7_000 + run);
            List<Labelled> labelled = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                double draw = random.nextDouble();
                labelled.add(new Labelled("s" + i, 1, draw < 0.08, draw >= 0.08 && draw < 0.10));
            }
            Rate rate = Objects.requireNonNull(CostOfErrors.of(COSTS, labelled).perRequest());
            if (rate.low() <= 0.28 && 0.28 <= rate.high()) {
                covered++;
            }
        }

        assertThat(covered / (double) runs).isGreaterThanOrEqualTo(0.93);
    }
}
