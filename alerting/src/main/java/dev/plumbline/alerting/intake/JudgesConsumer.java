package dev.plumbline.alerting.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.intake.EventReader.UnreadableException;
import dev.plumbline.alerting.intake.Patience.RefusedException;
import dev.plumbline.contracts.event.JudgeChanged;
import dev.plumbline.contracts.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Judges that get worse, in the order of the bus; each becomes a ticket that ends when the judge judges as before.
 *
 * <p>{@code plumbline.alerting.judges} counts every record that came, by {@code end}: {@code followed}, {@code known} and
 * {@code dead}.
 */
@ApplicationScoped
public class JudgesConsumer {
    private static final String COUNTER = "plumbline.alerting.judges";

    private final JudgeAlertStore alerts;
    private final DeadLetterStore deadLetters;
    private final EventReader reader;
    private final MeterRegistry metrics;

    JudgesConsumer(JudgeAlertStore alerts, DeadLetterStore deadLetters, ObjectMapper json, MeterRegistry metrics) {
        this.alerts = alerts;
        this.deadLetters = deadLetters;
        this.reader = new EventReader(json);
        this.metrics = metrics;
    }

    @Incoming("judges")
    @Blocking
    public void take(List<byte[]> batch) throws InterruptedException {
        for (byte[] value : batch) {
            metrics.counter(COUNTER, "end", follow(value)).increment();
        }
    }

    private String follow(byte @Nullable [] value) throws InterruptedException {
        try {
            JudgeChanged event = reader.judge(value);
            boolean[] fresh = new boolean[1];
            Patience.untilDone(() -> fresh[0] = alerts.follow(event));
            return fresh[0] ? "followed" : "known";
        } catch (UnreadableException e) {
            return setAside(value, e.reason());
        } catch (RefusedException e) {
            return setAside(value, String.valueOf(e.getMessage()));
        }
    }

    private String setAside(byte @Nullable [] value, String reason) throws InterruptedException {
        DeadLetterStore.Letter letter =
                new DeadLetterStore.Letter(Topics.JUDGES, value == null ? new byte[0] : value, reason);
        try {
            Patience.untilDone(() -> deadLetters.store(List.of(letter)));
            return "dead";
        } catch (RefusedException e) {
            throw new IllegalStateException("a dead letter fits whatever came", e);
        }
    }
}
