package dev.plumbline.evaluator.intake;

import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.evaluator.bus.UnreadableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventReaderTest {
    private static final String EVENT = """
            {"header": {"id": "e1", "occurredAt": "2026-01-01T00:00:01Z"},
             "request": {"projectId": 1, "traceId": "0af7651916cd43dd8448eb211c80319c", "spanId": "b7ad6b7169203331"},
             "version": 2,
             "origin": {"feature": "support-assistant", "release": null, "environment": null, "sessionId": null,
                        "userId": null},
             "timing": {"startNano": 1767225600000000000, "endNano": 1767225601500000000, "status": "OK",
                        "fingerprint": "9f", "inputDigest": "60"},
             "shape": {"spans": 4, "modelCalls": 1, "toolCalls": 1, "documents": 3, "tokensIn": 321,
                       "tokensOut": null, "model": "gpt-4o"},
             "attributes": {"app.plan": "pro"}, "addedLater": true}
            """;

    @Test
    void event_isRead_andAFieldOfALaterRelease_isPassedOver() throws Exception {
        RequestSettled event = EventReader.read(bytes(EVENT));

        assertThat(event.version()).isEqualTo(2);
        assertThat(event.origin().feature()).isEqualTo("support-assistant");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"traceId\": \"0af7|\"traceId\": \"0AF7|request.traceId is not 32",
                "b7ad6b7169203331|b7ad|request.spanId is not 16",
                "\"version\": 2|\"version\": -1|version is below 0",
                "\"version\": 2|\"version\": \"two\"|version is not of the form",
                "\"version\": 2,||version is not of the form",
                "\"feature\": \"support-assistant\",||origin.feature is missing",
                "\"status\": \"OK\"|\"status\": \"FINE\"|timing.status is none of",
                "1767225600000000000|-5|timing.startNano is below 0"
            })
    void wrongField_isRefusedByName_withoutItsValue(String part, String wrong, String reason) {
        String event = EVENT.replace(part, wrong == null ? "" : wrong);

        assertThatThrownBy(() -> EventReader.read(bytes(event)))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("FINE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "\u0000\u0001", "{}", "42", "{} {}"})
    void noEvent_isRefused(String value) {
        assertThatThrownBy(() -> EventReader.read(bytes(value))).isInstanceOf(UnreadableException.class);
    }

    @Test
    void tombstone_isRefused() {
        assertThatThrownBy(() -> EventReader.read(null)).hasMessage("the record is empty");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
