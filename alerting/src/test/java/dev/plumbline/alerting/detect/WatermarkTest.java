package dev.plumbline.alerting.detect;

import dev.plumbline.alerting.detect.Watermark.Seen;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class WatermarkTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:02:00Z");
    private static final long STEP = Step.of(Step.nano(NOW));
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Watermark watermark = new Watermark(Duration.ofMinutes(1), Duration.ofSeconds(30));

    @Test
    void stepOfTheLatestScore_staysOpen() {
        assertThat(watermark.firstOpen(new Seen(STEP * Step.NANOS + 2 * MINUTE, NOW), -1, NOW))
                .isEqualTo(STEP);
    }

    @Test
    void stepBefore_staysOpenForTheGrace() {
        assertThat(watermark.firstOpen(new Seen(STEP * Step.NANOS + MINUTE / 2, NOW), -1, NOW))
                .isEqualTo(STEP - 1);
    }

    /** With a score every half a minute, pauses within a step are the rule; closing it would lose what is still to come. */
    @Test
    void pauseWithinAStep_closesNothing() {
        Seen quiet = new Seen(STEP * Step.NANOS + 1, NOW.minusSeconds(119));

        assertThat(watermark.firstOpen(quiet, STEP, NOW)).isLessThanOrEqualTo(STEP);
    }

    @Test
    void quietTimeAfterAStep_closesIt() {
        Seen quiet = new Seen((STEP - 1) * Step.NANOS + 1, NOW.minusSeconds(31));

        assertThat(watermark.firstOpen(quiet, STEP - 1, NOW)).isEqualTo(STEP);
    }

    @Test
    void scoreThatCameTooLate_waitsForTheStepThatIsOpen() {
        Seen late = new Seen((STEP - 9) * Step.NANOS, NOW.minusSeconds(31));

        assertThat(watermark.firstOpen(late, STEP, NOW)).isLessThanOrEqualTo(STEP);
        assertThat(watermark.firstOpen(late, STEP, NOW.plusSeconds(300))).isEqualTo(STEP + 1);
    }
}
