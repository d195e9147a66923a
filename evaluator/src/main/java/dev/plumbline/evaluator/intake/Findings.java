package dev.plumbline.evaluator.intake;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.evaluator.bus.UnreadableException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Which drift findings have requests to judge. */
final class Findings {
    private static final int MOST = 100;
    private static final ObjectReader READER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(DriftChanged.class);

    private Findings() {}

    /**
     * Requests that show what is new.
     *
     * @param traceIds 32 lower-case hex digits each
     */
    record Shown(int project, String feature, List<String> traceIds) {}

    /** What a finding about inputs that opens or grows shows; nothing for one that closes or is about something else. */
    static Optional<Shown> shown(byte @Nullable [] value) throws UnreadableException {
        if (value == null || value.length == 0) {
            throw new UnreadableException("the record is empty");
        }
        DriftChanged event;
        try {
            event = READER.readValue(value);
        } catch (IOException e) {
            throw new UnreadableException("the record is not of the form of the event");
        }
        if (event == null || event.subject() == null || event.subject().feature() == null) {
            throw new UnreadableException("subject is missing");
        }
        if (event.subject().feature().indexOf('\0') >= 0) {
            throw new UnreadableException("subject.feature has a null character");
        }
        List<String> traceIds = event.exampleTraceIds() == null ? List.of() : event.exampleTraceIds();
        if (!traceIds.stream().allMatch(id -> id != null && id.matches("[0-9a-f]{32}"))) {
            throw new UnreadableException("exampleTraceIds are not 32 lower-case hex digits each");
        }
        String verdict = event.subject().verdict();
        boolean ofInputs = verdict == null || verdict.equals("input");
        boolean isNew = "opened".equals(event.change()) || "grown".equals(event.change());
        return ofInputs && isNew && !traceIds.isEmpty()
                ? Optional.of(new Shown(
                        event.subject().projectId(),
                        event.subject().feature(),
                        traceIds.stream().distinct().sorted().limit(MOST).toList()))
                : Optional.empty();
    }
}
