package dev.plumbline.tracestore;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.luben.zstd.Zstd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Payloads as bytes: one byte that names the codec (1 = JSON in zstd), then the compressed JSON. */
public final class PayloadCodec {
    private static final byte ZSTD_JSON = 1;
    private static final int LEVEL = 3;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNumberLength(10_000)
                        .build());
    }

    private PayloadCodec() {}

    static byte[] encode(Object payload) {
        try {
            return compress(utf8(JSON.writeValueAsString(payload)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A body as it is stored, out of the payload's JSON. */
    public static byte[] compress(byte[] json) {
        byte[] compressed = Zstd.compress(json, LEVEL);
        byte[] body = new byte[compressed.length + 1];
        body[0] = ZSTD_JSON;
        System.arraycopy(compressed, 0, body, 1, compressed.length);
        return body;
    }

    /** The payload's JSON out of a stored body, of any codec that ever was. */
    public static byte[] expand(byte[] body) {
        if (body[0] != ZSTD_JSON) {
            throw new IllegalStateException("payload has the unknown codec " + body[0]);
        }
        byte[] compressed = Arrays.copyOfRange(body, 1, body.length);
        return Zstd.decompress(compressed, Math.toIntExact(Zstd.getFrameContentSize(compressed)));
    }

    /** Half a surrogate pair, which JSON can escape and UTF-8 cannot hold, becomes U+FFFD: what is written can be read. */
    private static byte[] utf8(String text) throws CharacterCodingException {
        ByteBuffer bytes = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .replaceWith("\uFFFD".getBytes(StandardCharsets.UTF_8))
                .encode(CharBuffer.wrap(text));
        return Arrays.copyOfRange(bytes.array(), 0, bytes.limit());
    }

    static <T> T decode(byte[] body, Class<T> type) {
        try {
            return JSON.readValue(expand(body), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
