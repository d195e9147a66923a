package dev.plumbline.drift.stat;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ExactTestTest {

    /** Fisher's tea: 3 of 4 cups against 1 of 4. */
    @Test
    void excess_ofTheLadyTastingTea_is17Of70() {
        assertThat(ExactTest.excess(new Share(3, 4), new Share(1, 4))).isCloseTo(17.0 / 70, within(1e-12));
        assertThat(ExactTest.deficit(new Share(1, 4), new Share(3, 4))).isCloseTo(17.0 / 70, within(1e-12));
    }

    @Test
    void excess_ofNothing_isCertain() {
        assertThat(ExactTest.excess(new Share(0, 10), new Share(5, 10))).isOne();
        assertThat(ExactTest.excess(new Share(0, 0), new Share(5, 10))).isOne();
    }

    @Test
    void pValues_ofEqualShares_areNeverTooSmall() {
        SplittableRandom random = new SplittableRandom(7);
        int below = 0;
        for (int draw = 0; draw < 5_000; draw++) {
            Share window = draw(random, 200);
            Share reference = draw(random, 200);
            below += ExactTest.excess(window, reference) <= 0.05 ? 1 : 0;
        }

        assertThat(below / 5_000.0).isBetween(0.02, 0.056);
    }

    private static Share draw(SplittableRandom random, int n) {
        int hits = 0;
        for (int i = 0; i < n; i++) {
            hits += random.nextDouble() < 0.08 ? 1 : 0;
        }
        return new Share(hits, n);
    }
}
