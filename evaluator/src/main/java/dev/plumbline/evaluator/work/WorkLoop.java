package dev.plumbline.evaluator.work;

import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads that repeat a cycle for as long as it finds work, then wait until they are woken. Of those that wait, one looks
 * again when the poll time is over, so that hundreds of idle threads cost no more than one does. A cycle that throws is waited for longer each time, up to half a minute, and never ends its thread. Closing lets cycles
 * finish for ten seconds, then interrupts them: what they leased is taken over when the lease runs out.
 */
public final class WorkLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WorkLoop.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final String name;
    private final Duration poll;
    private final Cycle cycle;
    private final List<Thread> threads = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition ending = lock.newCondition();
    private long wakes;
    private int idle;
    private int calls;
    private boolean watched;
    private boolean stopped;

    /** One round of work. */
    @FunctionalInterface
    public interface Cycle {
        /** @return whether there may be more to do at once */
        boolean run() throws Exception;
    }

    /** Starts at once. */
    public WorkLoop(String name, int count, Duration poll, Cycle cycle) {
        this.name = name;
        this.poll = poll;
        this.cycle = cycle;
        for (int i = 1; i <= count; i++) {
            Thread thread = new Thread(this::loop, name + "-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** There may be work for one more: if somebody waits, one goes on. */
    public void wakeOne() {
        lock.lock();
        try {
            if (calls < idle) {
                calls++;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** There is work: whoever waits goes on. */
    public void wake() {
        lock.lock();
        try {
            wakes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
            ending.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            long end = System.nanoTime() + GRACE.toNanos();
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.forEach(Thread::interrupt);
    }

    private void loop() {
        Duration afterFault = poll;
        long seen = wakes();
        while (seen >= 0) {
            try {
                if (!cycle.run()) {
                    seen = waitForWork(seen);
                }
                afterFault = poll;
            } catch (InterruptedException e) {
                return;
            } catch (Exception | LinkageError e) {
                LOG.errorf(e, "%s: a cycle failed; the next is in %s", name, afterFault);
                try {
                    pause(afterFault);
                } catch (InterruptedException interrupted) {
                    return;
                }
                Duration doubled = afterFault.multipliedBy(2);
                afterFault = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
            }
            if (isStopped()) {
                return;
            }
        }
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    private long wakes() {
        lock.lock();
        try {
            return wakes;
        } finally {
            lock.unlock();
        }
    }

    /** @return how often the loop had been woken when it went on */
    private long waitForWork(long seen) throws InterruptedException {
        lock.lock();
        boolean watching = false;
        try {
            idle++;
            long left = poll.toNanos();
            while (!stopped && wakes <= seen && calls == 0 && left > 0) {
                watching |= !watched;
                watched = true;
                if (watching) {
                    left = changed.awaitNanos(left);
                } else {
                    changed.await();
                }
            }
            calls = Math.max(0, calls - 1);
            return wakes;
        } finally {
            idle--;
            watched &= !watching;
            if (!watched) {
                // Somebody who still waits looks from now on.
                changed.signal();
            }
            lock.unlock();
        }
    }

    private void pause(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!stopped && left > 0) {
                left = ending.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
