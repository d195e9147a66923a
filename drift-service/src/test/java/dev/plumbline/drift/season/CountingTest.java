package dev.plumbline.drift.season;

import dev.plumbline.drift.season.Counting.Bucket;
import dev.plumbline.drift.season.Counting.Moment;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CountingTest {

    private static final long HOUR = 3_600_000_000_000L;

    private final List<Bucket> waiting =
            List.of(new Bucket(0, 10 * HOUR), new Bucket(1, 11 * HOUR), new Bucket(2, 35 * HOUR));

    @Test
    void bucket_isCountedWhenAlmostADayHasPassedAndTheLongestWindowLeftIt() {
        assertThat(Counting.START
                        .consider(waiting, new Moment(9, 29 * HOUR, true))
                        .taken())
                .isEmpty();
        assertThat(Counting.START
                        .consider(waiting, new Moment(-1, 90 * HOUR, true))
                        .taken())
                .isEmpty();
        Counting counting = Counting.START.consider(waiting, new Moment(9, 30 * HOUR, true));
        assertThat(counting).isEqualTo(new Counting(1, waiting.subList(0, 1)));
    }

    @Test
    void bucketOfAnHourThatIsCounted_isPassedOver() {
        Counting counting = Counting.START.consider(waiting, new Moment(9, 90 * HOUR, true));

        assertThat(counting.numbers()).containsExactly(0, 1);
        assertThat(counting.next()).isEqualTo(3);
    }

    @Test
    void bucketWhoseTimeCameWhileAFindingWasOpen_isNeverCounted() {
        Counting counting = Counting.START.consider(waiting, new Moment(9, 31 * HOUR, false));
        assertThat(counting).isEqualTo(new Counting(2, List.of()));

        assertThat(counting.consider(waiting.subList(2, 3), new Moment(9, 90 * HOUR, true))
                        .numbers())
                .containsExactly(2);
    }
}
