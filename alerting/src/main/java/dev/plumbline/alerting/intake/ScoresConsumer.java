package dev.plumbline.alerting.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Scores of the evaluator; acknowledged when they are stored. */
@ApplicationScoped
public class ScoresConsumer {
    private final SignalStore store;
    private final ObjectMapper json;

    ScoresConsumer(SignalStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    @Incoming("scores")
    @Blocking
    public void take(List<byte[]> batch) throws InterruptedException {
        List<ScoreRecorded> scores = new ArrayList<>();
        List<SignalStore.Unreadable> unreadable = new ArrayList<>();
        for (byte[] value : batch) {
            try {
                scores.add(SignalStore.usable(json.readValue(value, ScoreRecorded.class)));
            } catch (IOException | RuntimeException e) {
                unreadable.add(new SignalStore.Unreadable(Topics.SCORES, value, String.valueOf(e.getMessage())));
            }
        }
        Patience.untilDone(() -> store.store(scores, unreadable));
    }
}
