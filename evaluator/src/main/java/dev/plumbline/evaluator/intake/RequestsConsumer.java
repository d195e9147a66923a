package dev.plumbline.evaluator.intake;

import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.evaluator.bus.DeadLetterStore;
import dev.plumbline.evaluator.bus.Intake;
import dev.plumbline.evaluator.bus.Stopping;
import dev.plumbline.evaluator.bus.UnreadableException;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.sampling.CurrentPolicyStore;
import dev.plumbline.evaluator.sampling.Sampler;
import dev.plumbline.evaluator.work.ScoringWorkers;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Settled requests from the bus. A batch is acknowledged when this method returns, which is after its commit.
 *
 * <p>Counted in {@code plumbline.intake.records}, by end: {@code opened}, {@code known}, {@code own} (what the judge did
 * itself, never judged) and {@code dead}, which counts the records of the other topics too.
 */
@ApplicationScoped
class RequestsConsumer {
    private final Intake<RequestSettled> intake;
    private final IntakeStore store;
    private final CurrentPolicyStore policies;
    private final boolean judged;
    private final ScoringWorkers workers;
    private final MeterRegistry metrics;

    RequestsConsumer(
            IntakeStore store,
            CurrentPolicyStore policies,
            JudgeConfig judge,
            ScoringWorkers workers,
            DeadLetterStore dead,
            Stopping stopping,
            MeterRegistry metrics) {
        this.intake = new Intake<>(this::read, this::store, dead, stopping);
        this.store = store;
        this.policies = policies;
        this.judged = judge.isConfigured();
        this.workers = workers;
        this.metrics = metrics;
    }

    @Incoming("requests")
    @Blocking
    void take(ConsumerRecords<byte[], byte[]> batch) {
        intake.take(batch);
        workers.wake();
    }

    private Optional<RequestSettled> read(byte @Nullable [] value) throws UnreadableException {
        RequestSettled event = EventReader.read(value);
        if (event.origin().feature().equals(Origin.EVALUATOR)) {
            count("own", 1);
            return Optional.empty();
        }
        return Optional.of(event);
    }

    /** A policy that cannot be read is waited for too: a request decided by another would keep that decision. */
    private void store(List<RequestSettled> events) {
        JobMaker maker = new JobMaker(new Sampler(policies.get()), judged);
        int opened = store.store(events.stream().map(maker::work).toList());
        count("opened", opened);
        count("known", events.size() - opened);
    }

    private void count(String end, int records) {
        metrics.counter("plumbline.intake.records", "end", end).increment(records);
    }
}
