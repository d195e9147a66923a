package dev.plumbline.alerting.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.intake.EventReader.UnreadableException;
import dev.plumbline.alerting.intake.Patience.RefusedException;
import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.contracts.event.JudgeChanged;
import dev.plumbline.contracts.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;

/**
 * What others found and follow themselves, in the order of the bus: drift findings, and judges that get worse. Each
 * becomes a ticket that opens, is renewed and ends with what it is about.
 *
 * <p>{@code plumbline.alerting.drift} and {@code plumbline.alerting.judges} count every record that came, by {@code end}:
 * {@code followed}, {@code known} and {@code dead}.
 */
@ApplicationScoped
public class ChangesConsumer {
    private final DriftAlertStore drift;
    private final JudgeAlertStore judges;
    private final DeadLetterStore deadLetters;
    private final EventReader reader;
    private final MeterRegistry metrics;

    ChangesConsumer(
            DriftAlertStore drift,
            JudgeAlertStore judges,
            DeadLetterStore deadLetters,
            ObjectMapper json,
            MeterRegistry metrics) {
        this.drift = drift;
        this.judges = judges;
        this.deadLetters = deadLetters;
        this.reader = new EventReader(json);
        this.metrics = metrics;
    }

    @Incoming("drift")
    @Blocking
    public void drift(List<byte[]> batch) throws InterruptedException {
        for (byte[] value : batch) {
            count("plumbline.alerting.drift", follow(Topics.DRIFT, value, () -> {
                DriftChanged event = reader.drift(value);
                return () -> drift.follow(event);
            }));
        }
    }

    @Incoming("judges")
    @Blocking
    public void judges(List<byte[]> batch) throws InterruptedException {
        for (byte[] value : batch) {
            count("plumbline.alerting.judges", follow(Topics.JUDGES, value, () -> {
                JudgeChanged event = reader.judge(value);
                return () -> judges.follow(event);
            }));
        }
    }

    private void count(String counter, String end) {
        metrics.counter(counter, "end", end).increment();
    }

    private interface Reading {
        Following read() throws UnreadableException;
    }

    private interface Following {
        /** Whether the event is a new one. */
        boolean follow() throws SQLException;
    }

    private String follow(String topic, byte @Nullable [] value, Reading reading) throws InterruptedException {
        try {
            Following following = reading.read();
            boolean[] fresh = new boolean[1];
            Patience.untilDone(() -> fresh[0] = following.follow());
            return fresh[0] ? "followed" : "known";
        } catch (UnreadableException e) {
            return setAside(topic, value, e.reason());
        } catch (RefusedException e) {
            return setAside(topic, value, String.valueOf(e.getMessage()));
        }
    }

    private String setAside(String topic, byte @Nullable [] value, String reason) throws InterruptedException {
        DeadLetterStore.Letter letter = new DeadLetterStore.Letter(topic, value == null ? new byte[0] : value, reason);
        try {
            Patience.untilDone(() -> deadLetters.store(List.of(letter)));
            return "dead";
        } catch (RefusedException e) {
            throw new IllegalStateException("a dead letter fits whatever came", e);
        }
    }
}
