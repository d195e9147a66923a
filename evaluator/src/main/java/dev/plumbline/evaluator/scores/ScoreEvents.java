package dev.plumbline.evaluator.scores;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.tracestore.outbox.Outbox;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** The events that scores give. The same score of the same version of a request has the same event id, however often. */
final class ScoreEvents {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private ScoreEvents() {}

    static List<Outbox.Event> of(
            Request request, SamplingDecision sampling, List<Score> scores, Predicate<Score> mayGate, Instant now) {
        return scores.stream()
                .map(score -> new Outbox.Event(
                        Topics.SCORES,
                        request.ref().traceId(),
                        json(event(request, sampling, score, mayGate.test(score), now))))
                .toList();
    }

    private static ScoreRecorded event(
            Request request, SamplingDecision sampling, Score score, boolean mayGate, Instant now) {
        return new ScoreRecorded(
                new EventHeader(id(request, score), now),
                request.ref(),
                request.origin(),
                new ScoreRecorded.Score(
                        score.name(),
                        score.scorer(),
                        score.finding().value(),
                        score.finding().label().wire(),
                        score.finding().explanation(),
                        mayGate),
                new ScoreRecorded.Sampling(sampling.probability(), sampling.reason(), sampling.policyVersion()),
                request.time().startNano(),
                request.attributes());
    }

    private static String id(Request request, Score score) {
        RequestRef ref = request.ref();
        String name = String.join(
                "|",
                String.valueOf(ref.projectId()),
                ref.traceId(),
                ref.spanId(),
                score.name(),
                score.scorer(),
                String.valueOf(request.version()));
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static byte[] json(ScoreRecorded event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
