package dev.plumbline.evaluator.intake;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.deadletter.BusRecord;
import dev.plumbline.evaluator.deadletter.DeadLetter;
import dev.plumbline.evaluator.deadletter.UnreadableException;
import dev.plumbline.evaluator.sampling.SamplingConfig;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Feedback and truth from the bus: what a user was unhappy with is judged, and a ranking whose documents were graded is
 * scored. Acknowledged after its commit.
 */
@ApplicationScoped
class TruthConsumer {
    private static final Logger LOG = Logger.getLogger(TruthConsumer.class);
    private static final long WAIT_MILLIS = 1_000;

    private final IntakeStore store;
    private final Feedback feedback;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    TruthConsumer(IntakeStore store, SamplingConfig config, Clock clock) {
        this.store = store;
        this.feedback = new Feedback(config.negativeBelow(), config.negativeLabels());
        this.clock = clock;
    }

    @Incoming("truth")
    @Blocking
    void take(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
        List<RequestRef> unhappy = new ArrayList<>();
        Set<RequestRef> graded = new LinkedHashSet<>();
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            try {
                Feedback.Said said = feedback.said(record.value());
                if (said.unhappy()) {
                    unhappy.add(said.request());
                }
                if (said.grades()) {
                    graded.add(said.request());
                }
            } catch (UnreadableException e) {
                letters.add(new DeadLetter(BusRecord.of(record), String.valueOf(e.getMessage())));
            }
        }
        while (!unhappy.isEmpty() || !graded.isEmpty() || !letters.isEmpty()) {
            try {
                store.said(unhappy, graded, letters, clock.instant());
                return;
            } catch (DatabaseException e) {
                LOG.warnf("%s; feedback waits on the bus", e.getMessage());
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
