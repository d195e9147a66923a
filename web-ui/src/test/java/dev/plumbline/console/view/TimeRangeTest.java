package dev.plumbline.console.view;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TimeRangeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static TimeRange parse(@Nullable String last, @Nullable String from, @Nullable String to) {
        return TimeRange.parse(last, from, to, NOW);
    }

    @Test
    void nothingGiven_isTheLastDay() {
        TimeRange range = parse(null, null, null);

        assertThat(range.last()).isEqualTo("24h");
        assertThat(range.from()).isEqualTo(NOW.minus(Duration.ofHours(24)));
        assertThat(range.to()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T05:40:00Z, 2026-11-21T05:40:00Z",
        "2026-11-21T05:40, 2026-11-21T05:40:00Z",
        "2026-11-21, 2026-11-21T00:00:00Z",
        "2026-11-21T05:40:00+02:00, 2026-11-21T03:40:00Z",
        "2026-11-21T05:40:00.123456789Z, 2026-11-21T05:40:00.123456789Z",
        "1795239600000000001, 2026-11-21T05:40:00.000000001Z",
    })
    void absoluteTime_isUtcUnlessItNamesAZone(String text, String moment) {
        TimeRange range = parse(null, text, "2026-11-22");

        assertThat(range.from()).isEqualTo(Instant.parse(moment));
        assertThat(range.last()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "last, 0h, , ",
        "last, 5y, , ",
        "last, 9999d, , ",
        "last, 1h, 2026-11-21, ",
        "from, , 2026-11-21, 2026-11-20",
        "from, , yesterday, ",
        "from, , 2024-01-01, 2026-11-20",
        "to, , , 9999999999999999999",
        "from, , 0001-01-01, ",
    })
    void nonsense_isRefusedByName(String field, @Nullable String last, @Nullable String from, @Nullable String to) {
        assertThatExceptionOfType(BadQuery.class)
                .isThrownBy(() -> parse(last, from, to))
                .satisfies(bad -> assertThat(bad.field()).isEqualTo(field));
    }

    @Test
    void nanoseconds_surviveTheWay() {
        Instant moment = Instant.parse("2026-11-21T05:40:00.123456789Z");

        assertThat(Moment.of(Moment.nano(moment))).isEqualTo(moment);
    }
}
