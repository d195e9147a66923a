package dev.plumbline.drift.stat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class ShareTest {

    private static final Offset<Double> EXACT = within(5e-5);

    /** The worked example of Newcombe (1998), table II: 56 of 70 against 48 of 80. */
    @Test
    void minus_givesNewcombesPublishedInterval() {
        Interval difference = new Share(56, 70).minus(new Share(48, 80));

        assertThat(difference.estimate()).isEqualTo(0.2, EXACT);
        assertThat(difference.low()).isEqualTo(0.0524, EXACT);
        assertThat(difference.high()).isEqualTo(0.3339, EXACT);
    }

    /** Newcombe (1998), single proportions: 81 of 263. */
    @Test
    void interval_isWilsons() {
        Interval share = new Share(81, 263).interval();

        assertThat(share.low()).isEqualTo(0.2553, EXACT);
        assertThat(share.high()).isEqualTo(0.3662, EXACT);
    }

    @Test
    void interval_atTheEnds_staysWithinZeroAndOne() {
        assertThat(new Share(0, 50).interval().low()).isZero();
        assertThat(new Share(50, 50).interval().high()).isOne();
        assertThat(new Share(0, 0).interval()).isEqualTo(new Interval(0, 0, 1));
    }

    @Test
    void interval_coversTheTruthAboutNineteenTimesInTwenty() {
        SplittableRandom random = new SplittableRandom(1);
        int covered = 0;
        for (int draw = 0; draw < 4_000; draw++) {
            int hits = 0;
            for (int i = 0; i < 120; i++) {
                hits += random.nextDouble() < 0.13 ? 1 : 0;
            }
            Interval share = new Share(hits, 120).interval();
            covered += share.low() <= 0.13 && 0.13 <= share.high() ? 1 : 0;
        }

        assertThat(covered / 4_000.0).isBetween(0.935, 0.97);
    }

    @Test
    void share_ofMoreHitsThanSessions_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(3, 2)).withMessageContaining("3 of 2");
    }
}
