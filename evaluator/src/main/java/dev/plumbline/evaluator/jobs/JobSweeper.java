package dev.plumbline.evaluator.jobs;

import dev.plumbline.evaluator.EvaluatorConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.time.Clock;

/** Forgets jobs that ended long ago, in small transactions. */
@Singleton
class JobSweeper {
    private static final int BATCH = 5_000;

    private final JobReportStore jobs;
    private final EvaluatorConfig config;
    private final Clock clock;

    JobSweeper(JobReportStore jobs, EvaluatorConfig config, Clock clock) {
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        int swept;
        do {
            swept = jobs.sweep(clock.instant().minus(config.keepJobs()), BATCH);
        } while (swept == BATCH);
    }
}
