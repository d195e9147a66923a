package dev.plumbline.evaluator.intake;

import dev.plumbline.evaluator.deadletter.BusRecord;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.sampling.CurrentPolicyStore;
import dev.plumbline.evaluator.sampling.Sampler;
import dev.plumbline.evaluator.sampling.SamplingPolicy;
import dev.plumbline.evaluator.work.ScoringWorkers;
import dev.plumbline.tracestore.database.DatabaseException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Settled requests from the bus. A batch is acknowledged when this method returns, which is after its commit. */
@ApplicationScoped
class RequestsConsumer {
    private static final Logger LOG = Logger.getLogger(RequestsConsumer.class);
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Intake intake;
    private final ScoringWorkers workers;
    private final CountDownLatch stopped = new CountDownLatch(1);

    RequestsConsumer(
            IntakeStore store,
            ScoringWorkers workers,
            CurrentPolicyStore policies,
            JudgeConfig judge,
            Clock clock,
            MeterRegistry metrics) {
        boolean judged = judge.isConfigured();
        this.intake = new Intake(
                () -> new JobMaker(new Sampler(policy(policies)), judged), store, this::pause, clock, metrics);
        this.workers = workers;
    }

    @Incoming("requests")
    @Blocking
    void take(ConsumerRecords<byte[], byte[]> batch) {
        List<BusRecord> records = new ArrayList<>(batch.count());
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            records.add(BusRecord.of(record));
        }
        intake.take(records);
        workers.wake();
    }

    /** A policy that cannot be read yet is waited for: a request decided by another would keep that decision. */
    private SamplingPolicy policy(CurrentPolicyStore policies) {
        while (true) {
            try {
                return policies.get();
            } catch (DatabaseException e) {
                LOG.warnf("%s; requests wait on the bus for their sampling policy", e.getMessage());
            }
            pause(WAIT);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void pause(Duration time) {
        try {
            if (stopped.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Intake.StoppedException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Intake.StoppedException();
        }
    }
}
