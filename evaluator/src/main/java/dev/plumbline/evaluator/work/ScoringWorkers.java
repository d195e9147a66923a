package dev.plumbline.evaluator.work;

import dev.plumbline.evaluator.EvaluatorConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The threads that run the deterministic scorers. */
@Singleton
public class ScoringWorkers {
    private final ScoringCycle cycle;
    private final EvaluatorConfig config;
    private volatile @Nullable WorkLoop loop;

    ScoringWorkers(ScoringCycle cycle, EvaluatorConfig config) {
        this.cycle = cycle;
        this.config = config;
    }

    /** New jobs are there. */
    public void wake() {
        WorkLoop running = loop;
        if (running != null) {
            running.wake();
        }
    }

    void start(@Observes StartupEvent event) {
        loop = new WorkLoop("scorers", config.workers(), config.poll(), cycle::run);
    }

    void stop(@Observes ShutdownEvent event) {
        WorkLoop running = loop;
        if (running != null) {
            running.close();
        }
    }
}
