package dev.plumbline.evaluator.dryrun;

import dev.plumbline.evaluator.EvaluatorConfig;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.work.WorkLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The thread that works trials off, one request at a time, so that they do not crowd out the judging that counts. */
@Singleton
class DryRunWorkers {
    private final DryRunCycle cycle;
    private final JudgeConfig config;
    private final EvaluatorConfig evaluator;
    private volatile @Nullable WorkLoop loop;

    DryRunWorkers(DryRunCycle cycle, JudgeConfig config, EvaluatorConfig evaluator) {
        this.cycle = cycle;
        this.config = config;
        this.evaluator = evaluator;
    }

    void start(@Observes StartupEvent event) {
        if (config.isConfigured()) {
            loop = new WorkLoop("dry run", Math.min(1, config.parallel()), evaluator.poll(), cycle::run);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        WorkLoop running = loop;
        if (running != null) {
            running.close();
        }
    }
}
