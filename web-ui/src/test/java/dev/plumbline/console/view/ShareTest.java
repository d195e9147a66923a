package dev.plumbline.console.view;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ShareTest {

    @Test
    void counted_givesTheWilsonInterval() {
        Share share = Share.counted(10, 100);

        assertThat(share.estimate()).isEqualTo(0.1);
        assertThat(share.low()).isCloseTo(0.05523, within(1e-5));
        assertThat(share.high()).isCloseTo(0.17437, within(1e-5));
    }

    @Test
    void counted_staysWithinTheRange_whenNothingOrEverythingHit() {
        assertThat(Share.counted(0, 20).low()).isZero();
        assertThat(Share.counted(0, 20).high()).isCloseTo(0.16113, within(1e-5));
        assertThat(Share.counted(20, 20).high()).isEqualTo(1);
    }

    @Test
    void words_carryTheIntervalAndN() {
        assertThat(new Share(0.042, 0.031, 0.056, 1204).words())
                .isEqualTo("4.2 % (95 % interval 3.1–5.6 %, n = 1\u202F204)");
    }

    @Test
    void ofNothing_isNoData_neverZero() {
        assertThat(Share.counted(0, 0).words()).isEqualTo("no data");
        assertThat(Share.counted(0, 0).percent()).isEqualTo("no data");
    }
}
