package dev.plumbline.drift.stat;

import dev.plumbline.drift.stat.StratifiedTest.Stratum;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StratifiedTestTest {

    @Test
    void oneStratum_isFishersExactTest() {
        Share now = new Share(7, 20);
        Share then = new Share(5, 50);

        assertThat(StratifiedTest.excess(List.of(new Stratum(now, then))))
                .isCloseTo(ExactTest.excess(now, then), within(1e-12));
        assertThat(StratifiedTest.deficit(List.of(new Stratum(now, then))))
                .isCloseTo(ExactTest.deficit(now, then), within(1e-12));
    }

    /** Each stratum: one hit among two, one of them in the window; so the window has it with chance one half. */
    @Test
    void strataMultiply() {
        Stratum hit = new Stratum(new Share(1, 1), new Share(0, 1));

        assertThat(StratifiedTest.excess(List.of(hit, hit, hit))).isCloseTo(0.125, within(1e-12));
        assertThat(StratifiedTest.deficit(List.of(hit, hit, hit))).isCloseTo(1, within(1e-12));
    }

    /** Pooled, 45 of 100 against 15 of 100 would be beyond doubt; in no stratum does anything differ. */
    @Test
    void anotherMixOfTheSameStrata_isNothing() {
        List<Stratum> strata = List.of(
                new Stratum(new Share(40, 80), new Share(10, 20)), new Stratum(new Share(1, 20), new Share(4, 80)));

        assertThat(StratifiedTest.excess(strata)).isGreaterThan(0.3);
        assertThat(ExactTest.excess(new Share(41, 100), new Share(14, 100))).isLessThan(1e-4);
    }

    @Test
    void emptyStrata_sayNothing() {
        assertThat(StratifiedTest.excess(List.of(new Stratum(new Share(0, 0), new Share(0, 0)))))
                .isEqualTo(1);
        assertThat(StratifiedTest.deficit(List.of())).isEqualTo(1);
    }
}
