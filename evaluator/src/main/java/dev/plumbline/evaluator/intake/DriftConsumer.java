package dev.plumbline.evaluator.intake;

import dev.plumbline.evaluator.bus.DeadLetterStore;
import dev.plumbline.evaluator.bus.Intake;
import dev.plumbline.evaluator.bus.Stopping;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Drift findings from the bus: requests that show what is new are judged. Acknowledged after its commit. */
@ApplicationScoped
class DriftConsumer {
    private final Intake<Findings.Shown> intake;

    DriftConsumer(IntakeStore store, DeadLetterStore dead, Stopping stopping) {
        this.intake = new Intake<>(Findings::shown, store::drifted, dead, stopping);
    }

    @Incoming("drift")
    @Blocking
    void take(ConsumerRecords<byte[], byte[]> batch) {
        intake.take(batch);
    }
}
