package dev.plumbline.evaluator.intake;

import dev.plumbline.evaluator.EvaluatorConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.time.Clock;

/** Forgets old dead letters. */
@Singleton
class DeadLetterSweeper {
    private final IntakeStore store;
    private final EvaluatorConfig config;
    private final Clock clock;

    DeadLetterSweeper(IntakeStore store, EvaluatorConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        store.sweep(clock.instant().minus(config.keepJobs()));
    }
}
