package dev.plumbline.alerting.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.definition.DefinitionStore;
import dev.plumbline.alerting.definition.Definitions;
import dev.plumbline.alerting.intake.Intake.RefusedException;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import java.sql.SQLException;
import java.util.List;

/**
 * Requests, as far as a rule of latency, tokens or cost wants to know of them; each becomes a signal per rule.
 *
 * <p>{@code plumbline.alerting.requests} counts every record that came, by {@code end}: {@code judged} (a rule looked at
 * it), {@code passed} (none did) and {@code dead} (set aside with its reason).
 */
@ApplicationScoped
public class RequestsConsumer {
    private final SignalStore store;
    private final DefinitionStore rules;
    private final EventReader reader;
    private final Intake intake;

    RequestsConsumer(
            SignalStore store,
            DefinitionStore rules,
            DeadLetterStore deadLetters,
            ObjectMapper json,
            MeterRegistry metrics) {
        this.store = store;
        this.rules = rules;
        this.reader = new EventReader(json);
        this.intake = new Intake(Topics.REQUESTS, "plumbline.alerting.requests", deadLetters, metrics);
    }

    @Incoming("requests")
    @Blocking
    public void take(List<byte[]> batch) throws InterruptedException {
        Definitions known = known();
        if (known.all().stream().noneMatch(version -> version.rule().kind().isMeasure())) {
            intake.count("passed", batch.size());
            return;
        }
        intake.take(batch, value -> Measures.verdicts(reader.request(value), known), this::store);
    }

    private Definitions known() throws InterruptedException {
        Definitions[] known = {Definitions.NONE};
        try {
            Intake.untilDone(() -> known[0] = rules.inForce());
        } catch (RefusedException e) {
            throw new IllegalStateException("reading rules is no matter of content", e);
        }
        return known[0];
    }

    /** @param verdicts of each request; none where no rule looked at it */
    private void store(List<List<ScoreRecorded>> verdicts) throws SQLException {
        store.store(verdicts.stream().flatMap(List::stream).toList());
        long judged = verdicts.stream().filter(one -> !one.isEmpty()).count();
        intake.count("judged", judged);
        intake.count("passed", verdicts.size() - judged);
    }
}
