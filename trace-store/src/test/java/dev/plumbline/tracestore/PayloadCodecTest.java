package dev.plumbline.tracestore;

import com.github.luben.zstd.Zstd;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import org.junit.jupiter.api.Test;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void payloadOfTheFirstCodec_isStillRead() {
        byte[] json = PayloadCodec.expand(PayloadCodec.encode(saying("written long ago")));
        byte[] zstd = Zstd.compress(json, 3);
        byte[] old = new byte[zstd.length + 1];
        old[0] = 1;
        System.arraycopy(zstd, 0, old, 1, zstd.length);

        assertThat(PayloadCodec.decode(old, SpanPayload.class)).isEqualTo(saying("written long ago"));
    }

    @Test
    void unknownCodec_isNamed() {
        byte[] body = PayloadCodec.encode(saying("from the future"));
        body[0] = 9;

        assertThatThrownBy(() -> PayloadCodec.expand(body)).hasMessageContaining("unknown codec 9");
    }

    @Test
    void smallPayload_isSmallerThanWithoutTheDictionary() {
        byte[] body = PayloadCodec.encode(saying("How do I cancel my plan?"));

        assertThat(body.length).isLessThan(Zstd.compress(PayloadCodec.expand(body), 3).length * 3 / 4);
    }

    /** What is stored cannot be read with another one: a better dictionary is a new file with a codec byte of its own. */
    @Test
    void dictionary_neverChanges() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(PayloadDictionary.bytes());

        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("6d99d3959480612942445192b4f8b8f9d2e507c1238d524da60bd9b400e3d8e9");
    }
}
