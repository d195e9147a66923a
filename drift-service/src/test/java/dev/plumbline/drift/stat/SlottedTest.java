package dev.plumbline.drift.stat;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SlottedTest {

    @Test
    void shareThatDependsOnTheHour_isComparedWithTheSameHour() {
        Slotted night = slotted(of(45, 100), of(40, 100), of(0, 0), of(4, 400));

        assertThat(night.byClock()).isTrue();
        assertThat(night.excess()).isGreaterThan(0.2);
        assertThat(ExactTest.excess(night.window(), night.reference())).isLessThan(1e-6);
        assertThat(night.expected()).isEqualTo(new Share(40, 100));
        assertThat(night.reference()).isEqualTo(new Share(44, 500));
    }

    @Test
    void windowOfTwoHours_isExpectedToMixThem() {
        Slotted both = slotted(of(30, 75), of(40, 100), of(1, 25), of(4, 400));

        assertThat(both.expected().value()).isCloseTo(0.75 * 0.4 + 0.25 * 0.01, within(0.002));
        assertThat(both.expected().n()).isEqualTo(500);
    }

    @Test
    void shareThatDoesNotDependOnTheHour_isComparedWithAllHours() {
        Slotted any = slotted(of(12, 100), of(10, 100), of(0, 0), of(41, 400));

        assertThat(any.byClock()).isFalse();
        assertThat(any.excess()).isEqualTo(ExactTest.excess(of(12, 100), of(51, 500)));
        assertThat(any.expected()).isEqualTo(new Share(51, 500));
    }

    /** Too rare to show a dependence itself, in traffic that has one. */
    @Test
    void rareThing_goesWithItsFamily() {
        Slotted rare = slotted(of(4, 100), of(0, 100), of(0, 0), of(1, 400));

        assertThat(rare.in(true).excess()).isGreaterThan(5 * rare.in(false).excess());
    }

    @Test
    void manyWeakDependences_areOneTogether() {
        Slotted weak = slotted(of(0, 0), of(14, 100), of(0, 0), of(37, 400));

        assertThat(weak.byClock()).isFalse();
        assertThat(Slotted.anyByClock(List.of(weak))).isFalse();
        assertThat(Slotted.anyByClock(List.of(weak, weak, weak, weak, weak, weak)))
                .isTrue();
    }

    @Test
    void withoutAClock_nothingDependsOnIt() {
        Slotted whole = Slotted.whole(of(4, 10), of(1, 10));

        assertThat(whole.in(true).byClock()).isFalse();
        assertThat(whole.expected()).isEqualTo(of(1, 10));
    }

    private static Slotted slotted(Share nightNow, Share night, Share dayNow, Share day) {
        return new Slotted(
                List.of(new StratifiedTest.Stratum(nightNow, night), new StratifiedTest.Stratum(dayNow, day)), false);
    }

    private static Share of(int hits, int n) {
        return new Share(hits, n);
    }
}
