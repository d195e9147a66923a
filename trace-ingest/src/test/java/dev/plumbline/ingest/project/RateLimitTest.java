package dev.plumbline.ingest.project;

import org.junit.jupiter.api.Test;

import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void batchLargerThanTheBurst_passesAndIsPaidBack() {
        RateLimit limit = new RateLimit(100, 0);

        assertThat(limit.take(1000, 0)).isTrue();
        assertThat(limit.isOpen(SECOND)).isFalse();
        assertThat(limit.take(1, 8 * SECOND)).isFalse();
        assertThat(limit.take(1, 8 * SECOND + SECOND / 10)).isTrue();
    }

    /** Whatever is tried, over a long time no more passes than the rate, the burst and one batch. */
    @Test
    void overTime_noMoreThanTheRatePasses() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            int rate = 1 + random.nextInt(500);
            RateLimit limit = new RateLimit(rate, 0);
            long now = 0;
            long passed = 0;
            while (now < 300 * SECOND) {
                now += random.nextInt((int) SECOND);
                int batch = 1 + random.nextInt(1000);
                passed += limit.take(batch, now) ? batch : 0;
            }

            assertThat(passed).isLessThanOrEqualTo((long) (rate * (now / (double) SECOND + 2)) + 1000);
            assertThat(passed).isGreaterThan(rate * 200L > 1000 ? Math.min(rate * 150L, 500L * 150) : 0);
        }
    }
}
