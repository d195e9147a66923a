package dev.plumbline.evaluator.judge.pair;

import dev.plumbline.evaluator.EvaluatorConfig;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.work.WorkLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;

/** The thread that works pairs off, one at a time, so that comparisons do not crowd out the judging of traffic. */
@Singleton
class PairWorkers {
    private final PairCycle cycle;
    private final ComparisonStore comparisons;
    private final PairStore pairs;
    private final JudgeConfig config;
    private final EvaluatorConfig evaluator;
    private final Clock clock;
    private volatile @Nullable WorkLoop loop;

    PairWorkers(
            PairCycle cycle,
            ComparisonStore comparisons,
            PairStore pairs,
            JudgeConfig config,
            EvaluatorConfig evaluator,
            Clock clock) {
        this.cycle = cycle;
        this.comparisons = comparisons;
        this.pairs = pairs;
        this.config = config;
        this.evaluator = evaluator;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (config.isConfigured()) {
            loop = new WorkLoop("pairs", Math.min(1, config.parallel()), evaluator.poll(), cycle::run);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        WorkLoop running = loop;
        if (running != null) {
            running.close();
        }
    }

    /** Also where no judge is configured any more: no pair waits for ever. */
    @Scheduled(every = "1h", delayed = "6m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        pairs.expire(clock.instant().minus(PairCycle.PATIENCE), clock.instant());
        comparisons.sweep(clock.instant().minus(Duration.ofDays(evaluator.keepScoreDays())));
    }
}
