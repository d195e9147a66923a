package dev.plumbline.evaluator.report;

import dev.plumbline.contracts.query.BadParameterException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The place of a score in the list, latest first. */
record ScoreCursor(long atNano, String traceId, String spanId, String name, String scorer) {
    private static final String SEPARATOR = "\n";

    String text() {
        String plain = String.join(SEPARATOR, String.valueOf(atNano), traceId, spanId, name, scorer);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static ScoreCursor of(String text) {
        try {
            String[] fields =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, -1);
            if (fields.length == 5 && fields[1].matches("[0-9a-f]{32}") && fields[2].matches("[0-9a-f]{16}")) {
                return new ScoreCursor(Long.parseLong(fields[0]), fields[1], fields[2], fields[3], fields[4]);
            }
        } catch (IllegalArgumentException e) {
            // Said below, in the same words.
        }
        throw new BadParameterException("cursor", "is not one that a list gave as next");
    }
}
