package dev.plumbline.standalone.supervise;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {
    @Test
    void failuresInARow_doubleTheDelay_upToHalfAMinute() {
        Stream<Long> delays = Stream.iterate(Backoff.NONE.after(Duration.ZERO), backoff -> backoff.after(Duration.ZERO))
                .limit(8)
                .map(backoff -> backoff.delay().toSeconds());

        assertThat(delays).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void aMinuteOfGoodService_isForgiven_lessIsNot() {
        Backoff tired = new Backoff(5);

        assertThat(tired.after(Duration.ofSeconds(59)).delay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(tired.after(Duration.ofSeconds(60)).delay()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void manyFailures_neverOverflow() {
        assertThat(new Backoff(1_000_000).delay()).isEqualTo(Duration.ofSeconds(30));
    }
}
