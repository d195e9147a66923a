package dev.plumbline.evaluator.clusters;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.plumbline.contracts.event.RequestAssigned;
import dev.plumbline.evaluator.bus.UnreadableException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Bytes of the bus to an assignment. */
final class Assigned {
    private static final ObjectReader READER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build()
            .readerFor(RequestAssigned.class);

    private Assigned() {}

    static RequestAssigned read(byte @Nullable [] value) throws UnreadableException {
        if (value == null || value.length == 0) {
            throw new UnreadableException("the record is empty");
        }
        RequestAssigned event;
        try {
            event = READER.readValue(value);
        } catch (IOException e) {
            throw new UnreadableException("the record is not of the form of the event");
        }
        if (event == null
                || event.request() == null
                || !String.valueOf(event.request().traceId()).matches("[0-9a-f]{32}")
                || !String.valueOf(event.request().spanId()).matches("[0-9a-f]{16}")) {
            throw new UnreadableException("request is missing or has malformed ids");
        }
        require(event.feature(), "feature");
        if (event.cluster() == null) {
            throw new UnreadableException("cluster is missing");
        }
        require(event.cluster().id(), "cluster.id");
        require(event.cluster().label(), "cluster.label");
        return event;
    }

    private static void require(@Nullable String text, String field) throws UnreadableException {
        if (text == null) {
            throw new UnreadableException(field + " is missing");
        }
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableException(field + " has a null character");
        }
    }
}
