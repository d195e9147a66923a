package dev.plumbline.alerting.rule;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.sql.SQLException;

/** Moves every feature's rules over the steps that have closed. */
@Singleton
class RuleCycle {
    private final RuleStore store;

    RuleCycle(RuleStore store) {
        this.store = store;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void advance() throws SQLException {
        for (RuleStore.Feature feature : store.features()) {
            store.advance(feature);
        }
    }
}
