package dev.plumbline.ingest.decode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonDecoderTest {
    private final JsonDecoder decoder = new JsonDecoder();

    private Decoded<OtlpSpan> span(String fields) throws BadPayloadException {
        return decoder.spans(("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"s\","
                        + "\"traceId\":\"0AF7651916CD43DD8448EB211C80319C\",\"spanId\":\"b7ad6b7169203331\""
                        + fields + "}]}]}]}")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ids_mayBeUpperCase() throws Exception {
        assertThat(span("").items().get(0).ids().traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void numbers_mayBeTextOrNumbersAndStayExact() throws Exception {
        OtlpSpan span = span(",\"startTimeUnixNano\":\"1544712660000000001\",\"endTimeUnixNano\":1544712661000000001,"
                        + "\"attributes\":[{\"key\":\"i\",\"value\":{\"intValue\":\"9223372036854775807\"}},"
                        + "{\"key\":\"d\",\"value\":{\"doubleValue\":\"NaN\"}},{\"key\":\"n\",\"value\":null}]")
                .items()
                .get(0);

        assertThat(span.outline().startNano()).isEqualTo(1544712660000000001L);
        assertThat(span.outline().endNano()).isEqualTo(1544712661000000001L);
        assertThat(span.attributes())
                .containsEntry("i", Long.MAX_VALUE)
                .containsEntry("d", Double.NaN)
                .containsEntry("n", null);
    }

    @Test
    void statusName_isUnderstoodAsTheCollectorDoes() throws Exception {
        assertThat(span(",\"status\":{\"code\":\"STATUS_CODE_ERROR\"}")
                        .items()
                        .get(0)
                        .outline()
                        .status())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"attributes\":{\"a\":1} | span.attributes",
                ",\"startTimeUnixNano\":-1 | startTimeUnixNano",
                ",\"events\":{} | events",
                ",\"attributes\":[{\"key\":\"i\",\"value\":{\"intValue\":\"ten\"}}] | intValue"
            })
    void badField_isNamed(String fields, String named) {
        assertThatThrownBy(() -> span(fields))
                .isInstanceOf(BadPayloadException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]", "{} trailing", "nope", "''"})
    void whatIsNoObject_isABadPayload(String text) {
        assertThatThrownBy(() -> decoder.spans(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadPayloadException.class);
    }

    @Test
    void endlessNesting_isRefusedBeforeTheStackEnds() {
        String deep = "{\"resourceSpans\":" + "[".repeat(100_000);

        assertThatThrownBy(() -> decoder.spans(deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadPayloadException.class);
    }
}
