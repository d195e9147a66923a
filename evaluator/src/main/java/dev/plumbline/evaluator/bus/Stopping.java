package dev.plumbline.evaluator.bus;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets those who wait for a database stop when the service does. */
@Singleton
public class Stopping {
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** The service stops: what is in hand comes again. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("stopping", null, false, false);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    /** @throws StoppedException when the service stops meanwhile, so that the batch stays on the bus */
    void pause(Duration time) {
        try {
            if (stopped.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoppedException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }
}
