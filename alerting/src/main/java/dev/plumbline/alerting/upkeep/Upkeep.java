package dev.plumbline.alerting.upkeep;

import dev.plumbline.alerting.AlertingConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs the upkeep. The gauges {@code plumbline.alerting.alerts.open} and
 * {@code plumbline.alerting.notifications.undelivered} are at most ten seconds old.
 */
@Startup
@Singleton
class Upkeep {
    private static final int PORTIONS = 200;

    private final UpkeepStore store;
    private final AlertingConfig config;
    private final Clock clock;
    private final AtomicLong open;
    private final AtomicLong undelivered;

    Upkeep(UpkeepStore store, AlertingConfig config, Clock clock, MeterRegistry metrics) {
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.open = metrics.gauge("plumbline.alerting.alerts.open", new AtomicLong());
        this.undelivered = metrics.gauge("plumbline.alerting.notifications.undelivered", new AtomicLong());
    }

    @Scheduled(every = "10s", delayed = "3s", concurrentExecution = ConcurrentExecution.SKIP)
    void count() throws SQLException {
        UpkeepStore.Standing standing = store.standing();
        open.set(standing.open());
        undelivered.set(standing.undelivered());
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void remove() throws SQLException {
        boolean done = false;
        for (int portion = 0; portion < PORTIONS && !done; portion++) {
            done = store.remove(clock.instant().minus(config.keep()));
        }
    }
}
