package dev.plumbline.evaluator.clusters;

import dev.plumbline.contracts.event.RequestAssigned;
import dev.plumbline.evaluator.deadletter.BusRecord;
import dev.plumbline.evaluator.deadletter.DeadLetter;
import dev.plumbline.evaluator.deadletter.UnreadableException;
import dev.plumbline.tracestore.database.DatabaseException;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Assignments from the bus: phase 2 of sampling. A channel of its own, so that it delays no request and that nothing waits
 * for it where drift-service is away. Acknowledged after its commit.
 */
@ApplicationScoped
class AssignmentsConsumer {
    private static final Logger LOG = Logger.getLogger(AssignmentsConsumer.class);
    private static final long WAIT_MILLIS = 1_000;

    private final AssignmentStore store;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    AssignmentsConsumer(AssignmentStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Incoming("assignments")
    @Blocking
    void take(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
        List<RequestAssigned> assigned = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            try {
                assigned.add(Assigned.read(record.value()));
            } catch (UnreadableException e) {
                letters.add(new DeadLetter(BusRecord.of(record), String.valueOf(e.getMessage())));
            }
        }
        while (!assigned.isEmpty() || !letters.isEmpty()) {
            try {
                store.take(assigned, letters, clock.instant());
                return;
            } catch (DatabaseException e) {
                LOG.warnf("%s; assignments wait on the bus", e.getMessage());
            }
            if (stopped.await(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("stopping");
            }
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }
}
