package dev.plumbline.evaluator.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.bus.UnreadableException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Bytes of the bus to an event. A reason for refusal names the field and never quotes a value. */
final class EventReader {
    private static final ObjectReader READER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(RequestSettled.class);
    private static final List<String> STATUSES =
            Arrays.stream(SpanStatus.values()).map(SpanStatus::name).toList();

    private EventReader() {}

    static RequestSettled read(byte @Nullable [] value) throws UnreadableException {
        if (value == null || value.length == 0) {
            throw new UnreadableException("the record is empty");
        }
        RequestSettled event = parse(value);
        require(event != null, "the event", "is null");
        require(event.request() != null, "request", "is missing");
        require(
                event.request().traceId() != null && event.request().traceId().matches("[0-9a-f]{32}"),
                "request.traceId",
                "is not 32 lower-case hex digits");
        require(
                event.request().spanId() != null && event.request().spanId().matches("[0-9a-f]{16}"),
                "request.spanId",
                "is not 16 lower-case hex digits");
        require(event.version() >= 0, "version", "is below 0");
        require(event.origin() != null && event.origin().feature() != null, "origin.feature", "is missing");
        require(event.origin().feature().indexOf('\0') < 0, "origin.feature", "has a null character");
        require(
                event.origin().sessionId() == null || event.origin().sessionId().indexOf('\0') < 0,
                "origin.sessionId",
                "has a null character");
        require(event.timing() != null, "timing", "is missing");
        require(event.timing().startNano() >= 0, "timing.startNano", "is below 0");
        require(STATUSES.contains(event.timing().status()), "timing.status", "is none of " + STATUSES);
        return event;
    }

    private static RequestSettled parse(byte[] value) throws UnreadableException {
        try {
            return READER.readValue(value);
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .collect(Collectors.joining("."));
            throw new UnreadableException((path.isEmpty() ? "the record" : path) + " is not of the form of the event");
        } catch (JsonProcessingException e) {
            throw new UnreadableException("the record is no JSON");
        } catch (IOException e) {
            throw new UnreadableException("the record cannot be read");
        }
    }

    private static void require(boolean holds, String field, String fault) throws UnreadableException {
        if (!holds) {
            throw new UnreadableException(field + " " + fault);
        }
    }
}
