package dev.plumbline.evaluator.clusters;

import dev.plumbline.evaluator.EvaluatorConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;

/** Forgets which cluster a session had when its scores are kept no longer. */
@Singleton
class AssignmentSweeper {
    private final AssignmentStore store;
    private final EvaluatorConfig config;
    private final Clock clock;

    AssignmentSweeper(AssignmentStore store, EvaluatorConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "4m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        store.sweep(clock.instant().minus(Duration.ofDays(config.keepScoreDays())));
    }
}
