package dev.plumbline.drift.season;

import dev.plumbline.drift.season.Counting.Bucket;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class LastWeekTest {

    private static final long HOUR = 3_600_000_000_000L;

    private static final List<Bucket> HOURLY = IntStream.range(0, 400)
            .mapToObj(hour -> new Bucket(hour, hour * HOUR))
            .toList();

    @Test
    void sameHoursOfTheSameWeekday_areTheBucketsAWeekBefore() {
        assertThat(LastWeek.numbers(new LastWeek.Range(178 * HOUR, 182 * HOUR), HOURLY))
                .containsExactly(9, 10, 11, 12, 13, 14, 15);
    }

    @Test
    void denseTraffic_givesTheEightNearest() {
        List<Bucket> dense = IntStream.range(0, 600)
                .mapToObj(number -> new Bucket(number, number * HOUR / 10))
                .toList();

        assertThat(LastWeek.numbers(new LastWeek.Range(178 * HOUR, 182 * HOUR), dense))
                .hasSize(8)
                .allMatch(number -> Math.abs(number - 120) <= 4);
    }

    @Test
    void windowOfMoreThanTwoDays_orOfTheFirstWeek_hasNone() {
        assertThat(LastWeek.numbers(new LastWeek.Range(200 * HOUR, 249 * HOUR), HOURLY))
                .isEmpty();
        assertThat(LastWeek.numbers(new LastWeek.Range(100 * HOUR, 104 * HOUR), HOURLY))
                .isEmpty();
    }
}
