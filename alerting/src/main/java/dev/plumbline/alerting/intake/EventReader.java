package dev.plumbline.alerting.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.JudgeChanged;
import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.event.ScoreRecorded;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** Bytes of the bus to events. What is missing or of no use is named, so that a dead letter can be understood. */
final class EventReader {
    private static final List<String> LABELS = List.of("pass", "fail", "abstain");
    private static final List<String> CHANGES = List.of("opened", "grown", "closed");
    private static final List<String> JUDGES_CHANGES = List.of("degraded", "grown", "recovered");
    private static final int LONGEST_NAME = 500;

    private final ObjectMapper json;

    EventReader(ObjectMapper json) {
        this.json = json;
    }

    /** The record is no event of its topic; the message names the field. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    ScoreRecorded score(byte @Nullable [] value) throws UnreadableException {
        ScoreRecorded event = read(value, ScoreRecorded.class);
        header(event.header());
        require(event.request() != null, "request is missing");
        name(event.request().traceId(), "request.traceId");
        name(event.request().spanId(), "request.spanId");
        require(event.origin() != null, "origin is missing");
        name(event.origin().feature(), "origin.feature");
        require(event.score() != null, "score is missing");
        name(event.score().name(), "score.name");
        name(event.score().scorer(), "score.scorer");
        require(LABELS.contains(String.valueOf(event.score().label())), "score.label is none of " + LABELS);
        require(event.sampling() != null, "sampling is missing");
        name(event.sampling().reason(), "sampling.reason");
        double probability = event.sampling().probability();
        require(probability > 0 && probability <= 1, "sampling.probability is not above 0 and up to 1");
        require(event.atNano() > 0, "atNano is not above 0");
        require(event.attributes() != null, "attributes is missing");
        return event;
    }

    DriftChanged drift(byte @Nullable [] value) throws UnreadableException {
        DriftChanged event = read(value, DriftChanged.class);
        header(event.header());
        name(event.findingId(), "findingId");
        require(CHANGES.contains(String.valueOf(event.change())), "change is none of " + CHANGES);
        require(event.subject() != null, "subject is missing");
        name(event.subject().feature(), "subject.feature");
        require(event.evidence() != null, "evidence is missing");
        require(event.evidence().share() != null, "evidence.share is missing");
        require(event.exampleTraceIds() != null, "exampleTraceIds is missing");
        require(event.statement() != null, "statement is missing");
        return event;
    }

    JudgeChanged judge(byte @Nullable [] value) throws UnreadableException {
        JudgeChanged event = read(value, JudgeChanged.class);
        header(event.header());
        require(JUDGES_CHANGES.contains(String.valueOf(event.change())), "change is none of " + JUDGES_CHANGES);
        require(event.subject() != null, "subject is missing");
        name(event.subject().feature(), "subject.feature");
        name(event.subject().rubric(), "subject.rubric");
        name(event.subject().scorer(), "subject.scorer");
        require(event.period() != null, "period is missing");
        require(event.statement() != null, "statement is missing");
        require(event.signs() != null, "signs is missing");
        require(event.change().equals("recovered") || !event.signs().isEmpty(), "signs is empty");
        for (JudgeChanged.Sign sign : event.signs()) {
            require(sign != null && sign.now() != null && sign.reference() != null, "signs lacks now or reference");
            name(sign.name(), "signs.name");
        }
        return event;
    }

    RequestSettled request(byte @Nullable [] value) throws UnreadableException {
        RequestSettled event = read(value, RequestSettled.class);
        header(event.header());
        require(event.request() != null, "request is missing");
        name(event.request().traceId(), "request.traceId");
        name(event.request().spanId(), "request.spanId");
        require(event.origin() != null, "origin is missing");
        name(event.origin().feature(), "origin.feature");
        require(event.timing() != null, "timing is missing");
        require(event.timing().startNano() > 0, "timing.startNano is not above 0");
        require(event.shape() != null, "shape is missing");
        require(event.attributes() != null, "attributes is missing");
        return event;
    }

    private static void header(@Nullable EventHeader header) throws UnreadableException {
        require(header != null && header.occurredAt() != null, "header.occurredAt is missing");
        name(header == null ? null : header.id(), "header.id");
    }

    private <T> T read(byte @Nullable [] value, Class<T> type) throws UnreadableException {
        if (value == null) {
            throw new UnreadableException("the record is empty");
        }
        try {
            @Nullable T event = json.readValue(value, type);
            if (event == null) {
                throw new UnreadableException("the record is null");
            }
            return event;
        } catch (JsonMappingException e) {
            throw new UnreadableException(e.getPathReference() + " is not of the event's form");
        } catch (JsonProcessingException e) {
            throw new UnreadableException("the record is no JSON");
        } catch (IOException | RuntimeException e) {
            throw new UnreadableException(
                    "the record cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** Names are keys of rows: not empty, not endless, and without the one character that PostgreSQL's text refuses. */
    private static void name(@Nullable String value, String field) throws UnreadableException {
        if (value == null || value.isEmpty()) {
            throw new UnreadableException(field + " is missing");
        }
        require(value.length() <= LONGEST_NAME, field + " is longer than " + LONGEST_NAME);
        require(value.indexOf('\0') < 0, field + " holds a NUL");
    }

    private static void require(boolean holds, String fault) throws UnreadableException {
        if (!holds) {
            throw new UnreadableException(fault);
        }
    }
}
