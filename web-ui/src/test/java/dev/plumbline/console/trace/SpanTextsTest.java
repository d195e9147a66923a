package dev.plumbline.console.trace;

import dev.plumbline.console.fixture.Samples;
import dev.plumbline.tracestore.StoredSpan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpanTextsTest {
    private final StoredSpan call = stored(4);

    private static StoredSpan stored(int index) {
        var span = Samples.helpdesk(1, 0, false).get(index);
        return new StoredSpan(span.span(), span.payload(), false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "input.1.0|My card was charged twice last night, what now?",
                "input.2.0|{\"line\":7,\"when\":\"yesterday\"}",
                "attribute.rider.plan|monthly",
                "attribute.gen_ai.usage.input_tokens|1204",
                "resource.service.name|helpdesk",
                "event.0.name|first token",
            })
    void address_findsItsText(String address, String text) {
        assertThat(SpanTexts.find(call, address)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "input",
                "input.9.0",
                "input.0",
                "input.0.0.0",
                "input.-1.0",
                "input.99999999999.0",
                "attribute.none",
                "event.0",
                "event.5.name",
                "link.0.a",
                "passwd",
            })
    void wrongAddress_findsNothing(String address) {
        assertThat(SpanTexts.find(call, address)).isEmpty();
    }

    @Test
    void documentWithoutText_isEmptyRatherThanMissing() {
        assertThat(SpanTexts.find(stored(1), "document.2")).contains("");
    }

    @Test
    void raw_isTheWholeSpan() {
        assertThat(SpanTexts.find(call, "raw").orElseThrow())
                .contains("\"spanId\" : \"00000000000000a5\"")
                .contains("first token");
    }
}
