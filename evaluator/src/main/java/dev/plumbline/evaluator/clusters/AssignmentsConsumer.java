package dev.plumbline.evaluator.clusters;

import dev.plumbline.contracts.event.RequestAssigned;
import dev.plumbline.evaluator.bus.DeadLetterStore;
import dev.plumbline.evaluator.bus.Intake;
import dev.plumbline.evaluator.bus.Stopping;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import java.time.Clock;
import java.util.Optional;

/**
 * Assignments from the bus: phase 2 of sampling. A channel of its own, so that it delays no request and that nothing waits
 * for it where drift-service is away. Acknowledged after its commit.
 */
@ApplicationScoped
class AssignmentsConsumer {
    private final Intake<RequestAssigned> intake;

    AssignmentsConsumer(AssignmentStore store, DeadLetterStore dead, Stopping stopping, Clock clock) {
        this.intake = new Intake<>(
                value -> Optional.of(Assigned.read(value)),
                assigned -> store.take(assigned, clock.instant()),
                dead,
                stopping);
    }

    @Incoming("assignments")
    @Blocking
    void take(ConsumerRecords<byte[], byte[]> batch) {
        intake.take(batch);
    }
}
