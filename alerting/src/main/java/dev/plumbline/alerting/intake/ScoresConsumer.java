package dev.plumbline.alerting.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import java.sql.SQLException;
import java.util.List;

/**
 * Scores of the evaluator; acknowledged when they are stored.
 *
 * <p>{@code plumbline.alerting.scores} counts every record that came, by {@code end}: {@code stored} (a new or changed
 * signal), {@code known} (nothing new in it, or no verdict) and {@code dead} (set aside with its reason).
 */
@ApplicationScoped
public class ScoresConsumer {
    private final SignalStore store;
    private final EventReader reader;
    private final Intake intake;

    ScoresConsumer(SignalStore store, DeadLetterStore deadLetters, ObjectMapper json, MeterRegistry metrics) {
        this.store = store;
        this.reader = new EventReader(json);
        this.intake = new Intake(Topics.SCORES, "plumbline.alerting.scores", deadLetters, metrics);
    }

    @Incoming("scores")
    @Blocking
    public void take(List<byte[]> batch) throws InterruptedException {
        intake.take(batch, reader::score, this::store);
    }

    private void store(List<ScoreRecorded> scores) throws SQLException {
        int stored = store.store(scores);
        intake.count("stored", stored);
        intake.count("known", scores.size() - stored);
    }
}
