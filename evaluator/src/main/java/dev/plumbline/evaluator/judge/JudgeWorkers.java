package dev.plumbline.evaluator.judge;

import dev.plumbline.evaluator.EvaluatorConfig;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.work.WorkLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The threads that ask the judge; none where no judge is configured. */
@Singleton
class JudgeWorkers {
    private final JudgeCycle cycle;
    private final JudgeConfig config;
    private final EvaluatorConfig evaluator;
    private volatile @Nullable WorkLoop loop;

    JudgeWorkers(JudgeCycle cycle, JudgeConfig config, EvaluatorConfig evaluator) {
        this.cycle = cycle;
        this.config = config;
        this.evaluator = evaluator;
    }

    void start(@Observes StartupEvent event) {
        if (config.isConfigured()) {
            loop = new WorkLoop("judge", config.parallel(), evaluator.poll(), () -> cycle.run(this::wakeOne));
        }
    }

    private void wakeOne() {
        WorkLoop running = loop;
        if (running != null) {
            running.wakeOne();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        WorkLoop running = loop;
        if (running != null) {
            running.close();
        }
    }
}
