package dev.plumbline.drift.season;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class GrainTest {

    @Test
    void slots_areHoursInUtc_andWeekendsAreApart() {
        long friday = nano("2026-01-16T23:59:59Z");
        long saturday = nano("2026-01-17T00:00:00Z");
        long sunday = nano("2026-01-18T23:59:59Z");
        long monday = nano("2026-01-19T00:00:00Z");

        assertThat(Grain.THREE_HOURS.slot(friday)).isEqualTo(7);
        assertThat(Grain.HOUR.slot(friday)).isEqualTo(23);
        assertThat(Grain.HOUR_OF_WEEK_PART.slot(friday)).isEqualTo(23);
        assertThat(Grain.HOUR_OF_WEEK_PART.slot(saturday)).isEqualTo(24);
        assertThat(Grain.HOUR_OF_WEEK_PART.slot(sunday)).isEqualTo(47);
        assertThat(Grain.HOUR_OF_WEEK_PART.slot(monday)).isZero();
        assertThat(Grain.ANY.slot(monday)).isZero();
    }

    @Test
    void finestGrain_isTheOneWhoseSlotsWereCountedOftenEnough() {
        long saturdayNoon = nano("2026-01-17T12:10:00Z");
        long[] window = {saturdayNoon};

        assertThat(Grain.finest(window, times(50, "2026-01-24T12:50:00Z"))).isEqualTo(Grain.HOUR_OF_WEEK_PART);
        assertThat(Grain.finest(window, times(50, "2026-01-14T12:50:00Z"))).isEqualTo(Grain.HOUR);
        assertThat(Grain.finest(window, times(49, "2026-01-14T14:50:00Z"))).isEqualTo(Grain.THREE_HOURS);
        assertThat(Grain.finest(window, times(9, "2026-01-14T12:50:00Z"))).isEqualTo(Grain.ANY);
        assertThat(Grain.finest(window, times(900, "2026-01-14T15:10:00Z"))).isEqualTo(Grain.ANY);
    }

    private static long[] times(int n, String at) {
        return LongStream.generate(() -> nano(at)).limit(n).toArray();
    }

    private static long nano(String at) {
        return Instant.parse(at).getEpochSecond() * 1_000_000_000L;
    }
}
