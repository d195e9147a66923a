package dev.plumbline.drift.stat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AlphaBudgetTest {

    private static final long HOUR = 3_600_000_000_000L;
    private static final AlphaBudget BUDGET = new AlphaBudget(0.8, 0.001, 100, 0.01);

    @Test
    void fourWeeksOfLooks_spendNoMoreThanTheirBudgetWhateverTheTraffic() {
        for (int looks : new int[] {50, 672, 20_000}) {
            long apart = 28 * 24 * HOUR / looks;
            double spent = 0;
            for (int look = 1; look <= looks; look++) {
                spent += BUDGET.of(look, apart);
            }
            assertThat(spent).as("%s looks", looks).isLessThan(1.0);
        }
    }

    @Test
    void denseTraffic_spendsAtMostAFifthOverTheLifeOfAReference() {
        double spent = 0;
        for (int look = 1; look <= 1_000_000; look++) {
            spent += BUDGET.of(look, 0);
        }

        assertThat(spent).isCloseTo(0.2, within(0.001));
    }

    @Test
    void slowTraffic_neverSpendsMoreThanTheCapAtOneLook() {
        assertThat(BUDGET.of(500, 90 * 24 * HOUR)).isEqualTo(0.01);
    }

    @Test
    void elapsedTimeBelowZero_spendsNothingForTime() {
        assertThat(BUDGET.of(1, -HOUR)).isEqualTo(0.001);
    }
}
