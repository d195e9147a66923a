package dev.plumbline.evaluator.intake;

import dev.plumbline.evaluator.bus.DeadLetterStore;
import dev.plumbline.evaluator.bus.Intake;
import dev.plumbline.evaluator.bus.Stopping;
import dev.plumbline.evaluator.sampling.SamplingConfig;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Feedback and truth from the bus: what a user was unhappy with is judged, and a ranking whose documents were graded is
 * scored. Acknowledged after its commit.
 */
@ApplicationScoped
class TruthConsumer {
    private final Intake<Feedback.Said> intake;
    private final IntakeStore store;

    TruthConsumer(IntakeStore store, SamplingConfig config, DeadLetterStore dead, Stopping stopping) {
        Feedback feedback = new Feedback(config.negativeBelow(), config.negativeLabels());
        this.intake = new Intake<>(
                value -> Optional.of(feedback.said(value)).filter(said -> said.unhappy() || said.grades()),
                this::store,
                dead,
                stopping);
        this.store = store;
    }

    @Incoming("truth")
    @Blocking
    void take(ConsumerRecords<byte[], byte[]> batch) {
        intake.take(batch);
    }

    private void store(List<Feedback.Said> said) {
        store.said(
                said.stream()
                        .filter(Feedback.Said::unhappy)
                        .map(Feedback.Said::request)
                        .toList(),
                said.stream()
                        .filter(Feedback.Said::grades)
                        .map(Feedback.Said::request)
                        .collect(Collectors.toSet()));
    }
}
