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

/**
 * Payloads as bytes: one byte that names the codec, then the compressed JSON. 1 is zstd, which is only read; 2 is zstd with
 * {@link PayloadDictionary}.
 */
public final class PayloadCodec {
    private static final byte ZSTD_JSON = 1;
    private static final byte DICTIONARY_JSON = 2;
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
        byte[] room = new byte[Math.toIntExact(Zstd.compressBound(json.length)) + 1];
        room[0] = DICTIONARY_JSON;
        return Arrays.copyOf(room, 1 + PayloadDictionary.compress(room, 1, json));
    }

    /** The payload's JSON out of a stored body, of any codec that ever was. */
    public static byte[] expand(byte[] body) {
        int length = Math.toIntExact(Zstd.getFrameContentSize(body, 1, body.length - 1));
        return switch (body[0]) {
            case ZSTD_JSON -> Zstd.decompress(Arrays.copyOfRange(body, 1, body.length), length);
            case DICTIONARY_JSON -> PayloadDictionary.decompress(body, 1, length);
            default -> throw new IllegalStateException("payload has the unknown codec " + body[0]);
        };
    }

    /** Half a surrogate pair, which JSON can escape and UTF-8 cannot hold, becomes U+FFFD: what is written can be read. */
    private static byte[] utf8(String text) throws CharacterCodingException {
        if (!hasSurrogates(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteBuffer bytes = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .replaceWith("\uFFFD".getBytes(StandardCharsets.UTF_8))
                .encode(CharBuffer.wrap(text));
        return Arrays.copyOfRange(bytes.array(), 0, bytes.limit());
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    static <T> T decode(byte[] body, Class<T> type) {
        try {
            return JSON.readValue(expand(body), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
