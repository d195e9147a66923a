package dev.plumbline.alerting.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.intake.EventReader.UnreadableException;
import dev.plumbline.alerting.intake.Patience.RefusedException;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import java.util.ArrayList;
import java.util.List;

/**
 * Scores of the evaluator; acknowledged when they are stored. A batch is stored whole; when the database refuses its
 * content it is stored one by one, so that only the record at fault is set aside.
 *
 * <p>{@code plumbline.alerting.scores} counts every record that came, by {@code end}: {@code stored} (a new or changed
 * signal), {@code known} (nothing new in it, or no verdict) and {@code dead} (set aside with its reason).
 */
@ApplicationScoped
public class ScoresConsumer {
    private static final String COUNTER = "plumbline.alerting.scores";

    private final SignalStore store;
    private final DeadLetterStore deadLetters;
    private final EventReader reader;
    private final MeterRegistry metrics;

    ScoresConsumer(SignalStore store, DeadLetterStore deadLetters, ObjectMapper json, MeterRegistry metrics) {
        this.store = store;
        this.deadLetters = deadLetters;
        this.reader = new EventReader(json);
        this.metrics = metrics;
    }

    private record Read(byte[] value, ScoreRecorded event) {}

    @Incoming("scores")
    @Blocking
    public void take(List<byte[]> batch) throws InterruptedException {
        List<Read> read = new ArrayList<>();
        for (byte[] value : batch) {
            try {
                read.add(new Read(value, reader.score(value)));
            } catch (UnreadableException e) {
                setAside(value, e.reason());
            }
        }
        store(read);
    }

    private void store(List<Read> records) throws InterruptedException {
        List<ScoreRecorded> scores = records.stream().map(Read::event).toList();
        try {
            int[] stored = new int[1];
            Patience.untilDone(() -> stored[0] = store.store(scores));
            metrics.counter(COUNTER, "end", "stored").increment(stored[0]);
            metrics.counter(COUNTER, "end", "known").increment(scores.size() - stored[0]);
        } catch (RefusedException e) {
            if (records.size() == 1) {
                setAside(records.get(0).value(), String.valueOf(e.getMessage()));
                return;
            }
            for (Read record : records) {
                store(List.of(record));
            }
        }
    }

    private void setAside(byte[] value, String reason) throws InterruptedException {
        DeadLetterStore.Letter letter =
                new DeadLetterStore.Letter(Topics.SCORES, value == null ? new byte[0] : value, reason);
        try {
            Patience.untilDone(() -> deadLetters.store(List.of(letter)));
        } catch (RefusedException e) {
            throw new IllegalStateException("a dead letter fits whatever came", e);
        }
        metrics.counter(COUNTER, "end", "dead").increment();
    }
}
