package dev.plumbline.ingest.decode.wire;

import org.jspecify.annotations.Nullable;

import java.util.HexFormat;

/** The rule of OTLP for ids: 16 bytes for a trace, 8 for a span, not all zero. */
public final class Ids {
    public static final int TRACE_BYTES = 16;
    public static final int SPAN_BYTES = 8;

    private Ids() {}

    /** Lower-case hex, or null when the id has another length or is all zero. */
    public static @Nullable String hex(byte[] id, int length) {
        if (id.length != length) {
            return null;
        }
        for (byte b : id) {
            if (b != 0) {
                return HexFormat.of().formatHex(id);
            }
        }
        return null;
    }

    /** The bytes of hex text in any case; of no bytes when it is not hex. */
    public static byte[] parse(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException notHex) {
            return new byte[0];
        }
    }
}
