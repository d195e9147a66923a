package dev.plumbline.ingest.settle;

import java.nio.charset.StandardCharsets;

/** Text cut to a number of UTF-8 bytes at a whole character. */
final class Cut {
    private Cut() {}

    static boolean isLonger(String text, int bytes) {
        return text.length() > bytes || text.getBytes(StandardCharsets.UTF_8).length > bytes;
    }

    static String utf8(String text, int bytes) {
        String candidate = text.length() > bytes ? text.substring(0, bytes) : text;
        byte[] encoded = candidate.getBytes(StandardCharsets.UTF_8);
        if (encoded.length <= bytes) {
            return withoutHalfPair(candidate);
        }
        int end = bytes;
        while ((encoded[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(encoded, 0, end, StandardCharsets.UTF_8);
    }

    private static String withoutHalfPair(String text) {
        int last = text.length() - 1;
        return last >= 0 && Character.isHighSurrogate(text.charAt(last)) ? text.substring(0, last) : text;
    }
}
