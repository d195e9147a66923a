package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadCodecTest {

    private static SpanPayload saying(String text) {
        Content content = new Content(Map.of(), List.of(Message.text("user", text)), List.of(), List.of(), List.of());
        return new SpanPayload("genai", content, Map.of(), Map.of(), List.of(), List.of(), List.of());
    }

    private static String readBack(String text) {
        return PayloadCodec.decode(PayloadCodec.encode(saying(text)), SpanPayload.class)
                .content()
                .input()
                .get(0)
                .plainText();
    }

    @Test
    void text_comesBackAsItWas() {
        String text = "Grüße \u4f60\u597d \uD83D\uDE00 nul\0 quote\" line\n";

        assertThat(readBack(text)).isEqualTo(text);
    }

    @Test
    void halfASurrogatePair_doesNotMakeTheTraceUnreadable() {
        assertThat(readBack("a \uD83D lone, \uDE00 alone")).isEqualTo("a \uFFFD lone, \uFFFD alone");
    }
}
