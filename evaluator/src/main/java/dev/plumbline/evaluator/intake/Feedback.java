package dev.plumbline.evaluator.intake;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.plumbline.contracts.event.TruthRecorded;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.bus.UnreadableException;
import dev.plumbline.evaluator.scoring.ranking.Relevance;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Locale;
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

    /**
     * What a record says of its request.
     *
     * @param unhappy whether a user was unhappy with it
     * @param grades whether it grades the relevance of a document
     */
    record Said(RequestRef request, boolean unhappy, boolean grades) {}

    /** What is said, be it nothing that counts here. */
    Said said(byte @Nullable [] value) throws UnreadableException {
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
        boolean grades = Relevance.grades(event.name());
        return new Said(
                request,
                "feedback".equals(event.kind()) && !grades && outcome != null && isNegative(outcome),
                grades && outcome != null);
    }

    private boolean isNegative(TruthRecorded.Outcome outcome) {
        Double value = outcome.value();
        String label = outcome.label();
        return value != null && value < below
                || label != null && labels.contains(label.strip().toLowerCase(Locale.ROOT));
    }
}
