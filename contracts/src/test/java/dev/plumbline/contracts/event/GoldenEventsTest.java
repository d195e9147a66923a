package dev.plumbline.contracts.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** A change of an event's form on the bus fails here first. */
class GoldenEventsTest {
    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    @ParameterizedTest
    @ValueSource(
            classes = {
                RequestSettled.class,
                TruthRecorded.class,
                ScoreRecorded.class,
                DriftChanged.class,
                RequestAssigned.class,
                JudgeChanged.class
            })
    void goldenSample_readsAndWritesUnchanged(Class<?> type) throws IOException {
        try (InputStream sample = getClass().getResourceAsStream("/golden/" + type.getSimpleName() + ".json")) {
            var golden = json.readTree(Objects.requireNonNull(sample, type.getSimpleName()));

            Object event = json.treeToValue(golden, type);

            assertThat(json.readTree(json.writeValueAsBytes(event))).isEqualTo(golden);
        }
    }
}
