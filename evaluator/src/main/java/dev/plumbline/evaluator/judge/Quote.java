package dev.plumbline.evaluator.judge;

import org.jspecify.annotations.Nullable;

/** A quote looked for in a text, whatever the white space, the case, and the form of quotation marks. */
final class Quote {
    static final int LEAST = 12;

    private final String plain;

    Quote(String quote) {
        this.plain = plain(quote, null);
    }

    /** A short quote is in every text; only a whole short answer may be quoted shortly. */
    boolean isLongEnough(String answer) {
        return plain.length() >= LEAST || (!plain.isEmpty() && plain.equals(plain(answer, null)));
    }

    /** Its place in the text, as {@code name from-to} in characters, or null when it does not occur. */
    @Nullable
    String in(String name, String text) {
        int[] positions = new int[text.length()];
        int at = plain(text, positions).indexOf(plain);
        return at < 0 ? null : name + " " + positions[at] + "-" + (positions[at + plain.length() - 1] + 1);
    }

    /** @param positions filled with the index in the text of each character given back */
    private static String plain(String text, int @Nullable [] positions) {
        StringBuilder plain = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00a0') {
                space = plain.length() > 0;
                continue;
            }
            if (space) {
                plain.append(' ');
                mark(positions, plain, i - 1);
                space = false;
            }
            plain.append(fold(c));
            mark(positions, plain, i);
        }
        return plain.toString();
    }

    private static void mark(int @Nullable [] positions, StringBuilder plain, int index) {
        if (positions != null) {
            positions[plain.length() - 1] = index;
        }
    }

    private static char fold(char c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u02bc' -> '\'';
            case '\u201c', '\u201d' -> '"';
            case '\u2010', '\u2011', '\u2013', '\u2014' -> '-';
            default -> Character.toLowerCase(c);
        };
    }
}
