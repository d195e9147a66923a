package dev.plumbline.alerting.rule;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class StepsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final Steps steps = new Steps(Duration.ofSeconds(5), Duration.ofSeconds(30));

    @Test
    void stepOfTheLatestScore_staysOpen() {
        assertThat(steps.firstOpen(new Steps.Seen(10 * Steps.NANOS + 1, NOW, null), NOW))
                .isEqualTo(10);
    }

    @Test
    void stepWhoseScoresStillCome_staysOpen() {
        assertThat(steps.firstOpen(new Steps.Seen(10 * Steps.NANOS, NOW, 7 * Steps.NANOS + 3), NOW))
                .isEqualTo(7);
    }

    @Test
    void quietTime_closesTheLastStepToo() {
        assertThat(steps.firstOpen(new Steps.Seen(10 * Steps.NANOS, NOW.minusSeconds(31), null), NOW))
                .isEqualTo(11);
    }
}
