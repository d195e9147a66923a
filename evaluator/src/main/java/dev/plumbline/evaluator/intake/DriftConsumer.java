package dev.plumbline.evaluator.intake;

import dev.plumbline.evaluator.deadletter.BusRecord;
import dev.plumbline.evaluator.deadletter.DeadLetter;
import dev.plumbline.evaluator.deadletter.UnreadableException;
import dev.plumbline.tracestore.database.DatabaseException;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Blocking;
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

/** Drift findings from the bus: requests that show what is new are judged. Acknowledged after its commit. */
@ApplicationScoped
class DriftConsumer {
    private static final Logger LOG = Logger.getLogger(DriftConsumer.class);
    private static final long WAIT_MILLIS = 1_000;

    private final IntakeStore store;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    DriftConsumer(IntakeStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Incoming("drift")
    @Blocking
    void take(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
        List<Findings.Shown> shown = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            try {
                Findings.shown(record.value()).ifPresent(shown::add);
            } catch (UnreadableException e) {
                letters.add(new DeadLetter(BusRecord.of(record), String.valueOf(e.getMessage())));
            }
        }
        while (!shown.isEmpty() || !letters.isEmpty()) {
            try {
                store.drifted(shown, letters, clock.instant());
                return;
            } catch (DatabaseException e) {
                LOG.warnf("%s; drift findings wait on the bus", e.getMessage());
            }
            if (stopped.await(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new Intake.StoppedException();
            }
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }
}
