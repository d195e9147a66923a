package dev.plumbline.alerting.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import java.sql.SQLException;
import java.util.Collections;
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
    private final EventReader reader;
    private final Intake findings;
    private final Intake health;

    ChangesConsumer(
            DriftAlertStore drift,
            JudgeAlertStore judges,
            DeadLetterStore deadLetters,
            ObjectMapper json,
            MeterRegistry metrics) {
        this.drift = drift;
        this.judges = judges;
        this.reader = new EventReader(json);
        this.findings = new Intake(Topics.DRIFT, "plumbline.alerting.drift", deadLetters, metrics);
        this.health = new Intake(Topics.JUDGES, "plumbline.alerting.judges", deadLetters, metrics);
    }

    @Incoming("drift")
    @Blocking
    public void drift(List<byte[]> batch) throws InterruptedException {
        each(batch, findings, reader::drift, drift::follow);
    }

    @Incoming("judges")
    @Blocking
    public void judges(List<byte[]> batch) throws InterruptedException {
        each(batch, health, reader::judge, judges::follow);
    }

    private interface Following<E> {
        /** Whether the event is a new one. */
        boolean follow(E event) throws SQLException;
    }

    private static <E> void each(List<byte[]> batch, Intake intake, Intake.Reading<E> reading, Following<E> following)
            throws InterruptedException {
        for (byte[] value : batch) {
            // Not List.of: a record may be empty.
            intake.take(Collections.singletonList(value), reading, events -> {
                for (E event : events) {
                    intake.count(following.follow(event) ? "followed" : "known", 1);
                }
            });
        }
    }
}
