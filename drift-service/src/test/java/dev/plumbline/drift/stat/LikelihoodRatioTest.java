package dev.plumbline.drift.stat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LikelihoodRatioTest {

    private final LikelihoodRatio ratio = new LikelihoodRatio(200, 400);

    @Test
    void excess_isTheLogRatioOfTwoBinomialsToOne() {
        double two = 20 * Math.log(20 / 25.0)
                + 5 * Math.log(5 / 25.0)
                + 180 * Math.log(180 / 575.0)
                + 395 * Math.log(395 / 575.0);
        double one = 200 * Math.log(200 / 600.0) + 400 * Math.log(400 / 600.0);

        assertThat(ratio.excess(20, 5)).isCloseTo(two - one, within(1e-9));
    }

    @Test
    void excess_ofAnEqualOrSmallerShare_isZero() {
        assertThat(ratio.excess(10, 20)).isZero();
        assertThat(ratio.excess(5, 20)).isZero();
        assertThat(ratio.excess(0, 0)).isZero();
    }
}
