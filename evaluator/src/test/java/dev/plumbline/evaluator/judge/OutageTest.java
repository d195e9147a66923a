package dev.plumbline.evaluator.judge;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Outage outage = new Outage();

    @Test
    void faultsInARow_waitLonger_upToAMinute() {
        Instant now = NOW;
        for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
            assertThat(outage.began(now, "HTTP 503", null)).isEqualTo(now.plusSeconds(seconds));
            assertThat(outage.isOn(now.plusSeconds(seconds - 1))).isTrue();
            now = now.plusSeconds(seconds);
            assertThat(outage.isOn(now)).isFalse();
        }
    }

    @Test
    void faultsOfParallelCalls_countOnce() {
        Instant until = outage.began(NOW, "HTTP 503", null);

        assertThat(outage.began(NOW.plusMillis(10), "HTTP 503", null)).isEqualTo(until);
    }

    @Test
    void whatTheEndpointAsksFor_isObeyed_andNeverShortened() {
        outage.began(NOW, "HTTP 429", Duration.ofSeconds(90));

        assertThat(outage.began(NOW, "HTTP 429", Duration.ofSeconds(3))).isEqualTo(NOW.plusSeconds(90));
    }

    @Test
    void afterTheWait_oneAsksEveryFiveSeconds_andItsFaultCounts() {
        outage.began(NOW, "HTTP 503", null);
        Instant now = NOW.plusSeconds(5);

        assertThat(outage.letsThrough(NOW.plusSeconds(4))).isFalse();
        assertThat(outage.letsThrough(now)).isTrue();
        assertThat(outage.letsThrough(now)).isFalse();
        assertThat(outage.letsThrough(now.plusSeconds(5))).isTrue();

        assertThat(outage.began(now.plusSeconds(6), "HTTP 503", null)).isEqualTo(now.plusSeconds(16));
        outage.over(now.plusSeconds(16));
        assertThat(outage.letsThrough(now.plusSeconds(17))).isTrue();
        assertThat(outage.letsThrough(now.plusSeconds(17))).isTrue();
        assertThat(outage.overAt()).isEqualTo(now.plusSeconds(16));
    }

    @Test
    void success_endsIt() {
        outage.began(NOW, "HTTP 503", null);
        outage.began(NOW.plusSeconds(6), "HTTP 503", null);

        assertThat(outage.isUnbroken()).isTrue();
        outage.over(NOW.plusSeconds(7));

        assertThat(outage.isUnbroken()).isFalse();
        assertThat(outage.isOn(NOW.plusSeconds(7))).isFalse();
        assertThat(outage.began(NOW.plusSeconds(7), "HTTP 503", null)).isEqualTo(NOW.plusSeconds(12));
    }

    @Test
    void successOfACallThatWasOnItsWay_endsNoOutage() {
        outage.began(NOW, "HTTP 429", Duration.ofSeconds(90));

        outage.over(NOW.minusSeconds(1));
        outage.over(NOW);

        assertThat(outage.isOn(NOW.plusSeconds(89))).isTrue();
    }

    @Test
    void lookingForWhatHasWaitedTooLong_isRationed() {
        assertThat(outage.isTimeToExpire(NOW)).isTrue();
        assertThat(outage.isTimeToExpire(NOW.plusSeconds(9))).isFalse();
        assertThat(outage.isTimeToExpire(NOW.plusSeconds(10))).isTrue();
    }
}
