package dev.plumbline.evaluator.work;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

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
    void hundredsOfIdleThreads_lookNoMoreOftenThanOne() {
        // given: all have looked once
        Duration poll = Duration.ofMillis(50);
        AtomicInteger cycles = new AtomicInteger();
        try (WorkLoop loop = new WorkLoop("test", 200, poll, () -> {
            cycles.incrementAndGet();
            return false;
        })) {
            await().until(() -> cycles.get() >= 200);
            int first = cycles.get();
            long start = System.nanoTime();

            // when
            await().until(() -> cycles.get() >= first + 20);

            // then: a slow machine takes longer, never shorter
            assertThat(System.nanoTime() - start).isGreaterThan(15 * poll.toNanos());
        }
    }

    @Test
    void wakeOne_fromEachThatFindsWork_setsAllToWork() {
        AtomicInteger jobs = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger working = new AtomicInteger();
        CountDownLatch finish = new CountDownLatch(1);
        AtomicReference<WorkLoop> self = new AtomicReference<>();
        try (WorkLoop loop = new WorkLoop("test", 100, NEVER, () -> {
            looks.incrementAndGet();
            if (jobs.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
                return false;
            }
            self.get().wakeOne();
            working.incrementAndGet();
            finish.await();
            return false;
        })) {
            self.set(loop);
            await().until(() -> looks.get() == 100);

            // when: one look may come before its thread waits
            jobs.set(100);
            await().until(() -> {
                loop.wakeOne();
                return working.get() == 100;
            });
            finish.countDown();
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
