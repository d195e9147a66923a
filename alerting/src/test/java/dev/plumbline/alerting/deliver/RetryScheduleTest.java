package dev.plumbline.alerting.deliver;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class RetryScheduleTest {

    @Test
    void schedule_goesOnForAboutADayAndEnds() {
        Duration total = Duration.ZERO;
        int attempts = 1;
        for (Optional<Duration> wait = RetrySchedule.after(attempts, null);
                wait.isPresent();
                wait = RetrySchedule.after(++attempts, null)) {
            total = total.plus(wait.get());
        }

        assertThat(RetrySchedule.after(1, null)).hasValue(Duration.ofSeconds(5));
        assertThat(total).isBetween(Duration.ofHours(23), Duration.ofHours(25));
    }

    @Test
    void wish_makesAWaitLongerButNeverShorterAndAtMostADay() {
        assertThat(RetrySchedule.after(1, Duration.ofMinutes(7))).hasValue(Duration.ofMinutes(7));
        assertThat(RetrySchedule.after(4, Duration.ofSeconds(1))).hasValue(Duration.ofMinutes(10));
        assertThat(RetrySchedule.after(1, Duration.ofHours(3))).hasValue(Duration.ofHours(3));
        assertThat(RetrySchedule.after(1, Duration.ofDays(300))).hasValue(Duration.ofHours(24));
    }
}
