package dev.plumbline.ingest;

import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does one thing again and again, with a pause after each time; the scheduler's own pause is a second at least. */
public final class Pulse implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Pulse.class);
    private static final long END_SECONDS = 10;

    private final Duration pause;
    private final Beat beat;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;

    /** What is done. A failure is logged once until it goes well again. */
    @FunctionalInterface
    public interface Beat {
        void run() throws Exception;
    }

    public Pulse(String name, Duration pause, Beat beat) {
        this.pause = pause;
        this.beat = beat;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Whether it goes on: long work asks from time to time. */
    public boolean beats() {
        return closed.getCount() > 0;
    }

    private void run() {
        try {
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            beat.run();
            failing = false;
        } catch (Exception e) {
            if (!failing) {
                LOG.warnf("%s failed and is tried again: %s", thread.getName(), e);
            }
            failing = true;
        }
    }

    /** Waits for what is under way. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
