package dev.plumbline.alerting.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.definition.DefinitionStore;
import dev.plumbline.alerting.definition.Definitions;
import dev.plumbline.alerting.intake.EventReader.UnreadableException;
import dev.plumbline.alerting.intake.Patience.RefusedException;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Requests, as far as a rule of latency, tokens or cost wants to know of them; each becomes a signal per rule.
 *
 * <p>{@code plumbline.alerting.requests} counts every record that came, by {@code end}: {@code judged} (a rule looked at
 * it), {@code passed} (none did) and {@code dead} (set aside with its reason).
 */
@ApplicationScoped
public class RequestsConsumer {
    private static final String COUNTER = "plumbline.alerting.requests";

    private final SignalStore store;
    private final DefinitionStore rules;
    private final DeadLetterStore deadLetters;
    private final EventReader reader;
    private final MeterRegistry metrics;

    RequestsConsumer(
            SignalStore store,
            DefinitionStore rules,
            DeadLetterStore deadLetters,
            ObjectMapper json,
            MeterRegistry metrics) {
        this.store = store;
        this.rules = rules;
        this.deadLetters = deadLetters;
        this.reader = new EventReader(json);
        this.metrics = metrics;
    }

    private record Judged(byte[] value, List<ScoreRecorded> verdicts) {}

    @Incoming("requests")
    @Blocking
    public void take(List<byte[]> batch) throws InterruptedException {
        Definitions[] known = {Definitions.NONE};
        try {
            Patience.untilDone(() -> known[0] = rules.inForce());
        } catch (RefusedException e) {
            throw new IllegalStateException("reading rules is no matter of content", e);
        }
        if (known[0].all().stream().noneMatch(version -> version.rule().kind().isMeasure())) {
            metrics.counter(COUNTER, "end", "passed").increment(batch.size());
            return;
        }
        List<Judged> judged = new ArrayList<>();
        for (byte[] value : batch) {
            try {
                judged.add(new Judged(value, Measures.verdicts(reader.request(value), known[0])));
            } catch (UnreadableException e) {
                setAside(value, e.reason());
            }
        }
        long passed = judged.stream().filter(one -> one.verdicts().isEmpty()).count();
        metrics.counter(COUNTER, "end", "passed").increment(passed);
        judged.removeIf(one -> one.verdicts().isEmpty());
        store(judged);
    }

    /** Whole; one by one when the database refuses the content of one of them. */
    private void store(List<Judged> judged) throws InterruptedException {
        List<ScoreRecorded> verdicts =
                judged.stream().flatMap(one -> one.verdicts().stream()).toList();
        try {
            Patience.untilDone(() -> store.store(verdicts));
            metrics.counter(COUNTER, "end", "judged").increment(judged.size());
        } catch (RefusedException e) {
            if (judged.size() == 1) {
                setAside(judged.get(0).value(), String.valueOf(e.getMessage()));
                return;
            }
            for (Judged one : judged) {
                store(List.of(one));
            }
        }
    }

    private void setAside(byte @Nullable [] value, String reason) throws InterruptedException {
        DeadLetterStore.Letter letter =
                new DeadLetterStore.Letter(Topics.REQUESTS, value == null ? new byte[0] : value, reason);
        try {
            Patience.untilDone(() -> deadLetters.store(List.of(letter)));
        } catch (RefusedException e) {
            throw new IllegalStateException("a dead letter fits whatever came", e);
        }
        metrics.counter(COUNTER, "end", "dead").increment();
    }
}
