package dev.plumbline.evaluator.work;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WorkLoopTest {
    private static final Duration NEVER = Duration.ofHours(1);

    @Test
    void cycle_isRepeatedWhileThereIsWork_thenWaitsToBeWoken() {
        AtomicInteger left = new AtomicInteger(5);
        AtomicInteger cycles = new AtomicInteger();

        try (WorkLoop loop = new WorkLoop("test", 1, NEVER, () -> {
            cycles.incrementAndGet();
            return left.decrementAndGet() > 0;
        })) {
            await().until(() -> cycles.get() == 5);
            loop.wake();
            await().until(() -> cycles.get() == 6);
        }
    }

    @Test
    void wakeDuringACycle_isNotLost() throws InterruptedException {
        Semaphore entered = new Semaphore(0);
        Semaphore go = new Semaphore(0);
        try (WorkLoop loop = new WorkLoop("test", 1, NEVER, () -> {
            entered.release();
            go.acquire();
            return false;
        })) {
            assertThat(entered.tryAcquire(5, TimeUnit.SECONDS)).isTrue();

            loop.wake();
            go.release();

            assertThat(entered.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            go.release(10);
        }
    }

    @Test
    void cycleThatThrows_endsNoThread() {
        AtomicInteger cycles = new AtomicInteger();
        try (WorkLoop loop = new WorkLoop("test", 1, Duration.ofMillis(1), () -> {
            if (cycles.incrementAndGet() < 4) {
                throw new IllegalStateException("planted");
            }
            return false;
        })) {
            await().until(() -> cycles.get() >= 5);
        }
    }

    @Test
    void close_waitsForTheCycleInHand() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        WorkLoop loop = new WorkLoop("test", 1, NEVER, () -> {
            entered.countDown();
            finish.await();
            finished.incrementAndGet();
            return false;
        });
        assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();

        Thread closing = new Thread(loop::close);
        closing.start();
        finish.countDown();
        closing.join(5_000);

        assertThat(finished).hasValue(1);
    }
}
