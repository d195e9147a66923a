package dev.plumbline.tracestore;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * zstd with the dictionary {@code payload-1.dict}: 32 KB, trained by {@code ./plumbline bench dictionary} on generated traces
 * in four dialects. Payloads are small and alike; most of what repeats does so from one to the next. The file never
 * changes, since stored payloads cannot be read without it: a better dictionary gets a number and a codec byte of its own.
 */
final class PayloadDictionary {
    /** With the dictionary, higher levels save 5 % of the bytes for a third more time. */
    private static final int LEVEL = 1;

    private static final byte[] BYTES = bytes();
    private static final ZstdDictCompress COMPRESS = new ZstdDictCompress(BYTES, LEVEL);
    private static final ZstdDictDecompress DECOMPRESS = new ZstdDictDecompress(BYTES);

    /** Making a context costs more than compressing a payload with it; its memory goes with the thread. */
    private static final ThreadLocal<ZstdCompressCtx> COMPRESSORS =
            ThreadLocal.withInitial(() -> new ZstdCompressCtx().loadDict(COMPRESS));

    private static final ThreadLocal<ZstdDecompressCtx> DECOMPRESSORS =
            ThreadLocal.withInitial(() -> new ZstdDecompressCtx().loadDict(DECOMPRESS));

    private PayloadDictionary() {}

    static byte[] bytes() {
        try (InputStream in = PayloadDictionary.class.getResourceAsStream("payload-1.dict")) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks payload-1.dict");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compresses into {@code room} from {@code offset} on; returns how many bytes that took. */
    static int compress(byte[] room, int offset, byte[] plain) {
        return COMPRESSORS.get().compressByteArray(room, offset, room.length - offset, plain, 0, plain.length);
    }

    static byte[] decompress(byte[] body, int offset, int plainLength) {
        return DECOMPRESSORS.get().decompress(Arrays.copyOfRange(body, offset, body.length), plainLength);
    }
}
