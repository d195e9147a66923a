package dev.plumbline.drift;

import dev.plumbline.drift.concept.JudgedStore;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.intake.IntakeStore;
import dev.plumbline.drift.watch.SeenStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Instant;

/** Forgets what nobody will ask for again. */
@Singleton
class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    private final IntakeStore inputs;
    private final SeenStore seen;
    private final JudgedStore judged;
    private final DriftConfig config;
    private final Clock clock;

    Sweeper(IntakeStore inputs, SeenStore seen, JudgedStore judged, DriftConfig config, Clock clock) {
        this.inputs = inputs;
        this.seen = seen;
        this.judged = judged;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "1h",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void sweep() {
        Instant now = clock.instant();
        int rows = inputs.sweep(now.minus(config.keepInputs()));
        int vectors = seen.sweep(now.minus(config.keepVectors()), Detector.RECENT);
        int said = judged.sweep();
        LOG.debugf("forgot %d requests, %d vectors and %d truths", rows, vectors, said);
    }
}
