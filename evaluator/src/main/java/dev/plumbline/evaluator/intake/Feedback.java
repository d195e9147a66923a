package dev.plumbline.evaluator.intake;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.plumbline.contracts.event.TruthRecorded;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.intake.EventReader.UnreadableException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which feedback is negative.
 *
 * @param below a value below is
 * @param labels in lower case; so is one of these
 */
record Feedback(double below, Set<String> labels) {
    private static final ObjectReader READER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(TruthRecorded.class);

    /** The request that a user was unhappy with; nothing when the record says something else. */
    Optional<RequestRef> unhappy(byte @Nullable [] value) throws UnreadableException {
        if (value == null || value.length == 0) {
            throw new UnreadableException("the record is empty");
        }
        TruthRecorded event;
        try {
            event = READER.readValue(value);
        } catch (IOException e) {
            throw new UnreadableException("the record is not of the form of the event");
        }
        RequestRef request = event == null ? null : event.request();
        if (request == null
                || !String.valueOf(request.traceId()).matches("[0-9a-f]{32}")
                || !String.valueOf(request.spanId()).matches("[0-9a-f]{16}")) {
            throw new UnreadableException("request is missing or has malformed ids");
        }
        TruthRecorded.Outcome outcome = event.outcome();
        return "feedback".equals(event.kind()) && outcome != null && isNegative(outcome)
                ? Optional.of(request)
                : Optional.empty();
    }

    private boolean isNegative(TruthRecorded.Outcome outcome) {
        Double value = outcome.value();
        String label = outcome.label();
        return value != null && value < below
                || label != null && labels.contains(label.strip().toLowerCase(Locale.ROOT));
    }
}
