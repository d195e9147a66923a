package dev.plumbline.tracestore;

import org.jspecify.annotations.Nullable;

import java.util.HexFormat;

/** Ids and digests between their hex text and the database's bytes. */
final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    static byte[] bytes(String hex) {
        return FORMAT.parseHex(hex);
    }

    static byte @Nullable [] bytesOrNull(@Nullable String hex) {
        return hex == null ? null : FORMAT.parseHex(hex);
    }

    static String text(byte[] bytes) {
        return FORMAT.formatHex(bytes);
    }
}
