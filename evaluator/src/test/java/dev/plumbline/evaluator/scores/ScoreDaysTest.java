package dev.plumbline.evaluator.scores;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.LocalDate;

import static org.assertj.core.api.Assertions.assertThat;

class ScoreDaysTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-10T12:00:00Z,2026-03-10",
        "2026-03-10T23:59:59Z,2026-03-10",
        "2026-03-01T00:00:00Z,2026-03-01",
        "2026-02-28T23:59:59Z,2026-03-10",
        "1970-01-01T00:00:00Z,2026-03-10",
        "2026-03-11T10:00:00Z,2026-03-11",
        "2026-03-12T00:00:00Z,2026-03-10"
    })
    void day_isThatOfTheStart_unlessItIsNotKept(Instant start, LocalDate day) {
        Instant now = Instant.parse("2026-03-10T12:00:00Z");

        assertThat(new ScoreDays(10).of(start.getEpochSecond() * 1_000_000_000L, now))
                .isEqualTo(day);
    }
}
