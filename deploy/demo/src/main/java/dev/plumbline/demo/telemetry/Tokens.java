package dev.plumbline.demo.telemetry;

import java.util.regex.Pattern;

/** Counts word pieces: up to five letters of a word, up to three digits, and every other visible character are one. */
final class Tokens {

    private static final Pattern PIECE = Pattern.compile("\\p{L}{1,5}|\\p{N}{1,3}|[^\\p{L}\\p{N}\\s]");

    private Tokens() {}

    static long count(String text) {
        return PIECE.matcher(text).results().count();
    }
}
