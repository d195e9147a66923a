package dev.plumbline.evaluator.intake;

import dev.plumbline.evaluator.EvaluatorConfig;
import dev.plumbline.evaluator.bus.DeadLetterStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;

/** Forgets old dead letters, and unhappiness with what never came. */
@Singleton
class IntakeSweeper {
    private final IntakeStore store;
    private final DeadLetterStore dead;
    private final EvaluatorConfig config;
    private final Clock clock;

    IntakeSweeper(IntakeStore store, DeadLetterStore dead, EvaluatorConfig config, Clock clock) {
        this.store = store;
        this.dead = dead;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        Instant before = clock.instant().minus(config.keepJobs());
        dead.sweep(before);
        store.sweep(before);
    }
}
