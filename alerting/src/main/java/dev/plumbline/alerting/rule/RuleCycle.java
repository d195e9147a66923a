package dev.plumbline.alerting.rule;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;

/** Moves every feature's rules over the steps that have closed. A feature that fails keeps no other one waiting. */
@Singleton
public class RuleCycle {
    private static final Logger LOG = Logger.getLogger(RuleCycle.class);

    private final RuleStore store;
    private final Clock clock;
    private volatile Instant lastRound;

    RuleCycle(RuleStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.lastRound = clock.instant();
    }

    /** When every feature was last looked at; at first, when this replica began. */
    public Instant lastRound() {
        return lastRound;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void advance() throws SQLException {
        for (RuleStore.Feature feature : store.features()) {
            try {
                store.advance(feature);
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("the rules of %s in project %d wait: %s", feature.name(), feature.projectId(), e.toString());
            }
        }
        lastRound = clock.instant();
    }
}
