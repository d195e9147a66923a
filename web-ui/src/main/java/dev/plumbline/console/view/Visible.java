package dev.plumbline.console.view;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text of strangers with everything in it made visible: control characters, bidirectional controls, zero-width
 * characters, tags and lone surrogates appear as marks, so that a text cannot look like another.
 */
public final class Visible {
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /**
     * A stretch of text.
     *
     * @param text what to show
     * @param name what the mark stands for, such as {@code U+202E}; null when the text is shown as it is
     */
    public record Piece(String text, @Nullable String name) {
        public boolean marked() {
            return name != null;
        }
    }

    private Visible() {}

    /** The text in pieces, for places that style the marks. Line feeds and tabs stay. */
    public static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            boolean hidden = hidden(point, text, i);
            i += Character.charCount(point);
            if (hidden) {
                flush(plain, pieces);
                pieces.add(new Piece(mark(point), name(point)));
            } else {
                plain.appendCodePoint(point);
            }
        }
        flush(plain, pieces);
        return pieces;
    }

    /** The text with its marks in it. */
    public static String marked(String text) {
        StringBuilder marked = new StringBuilder();
        pieces(text).forEach(piece -> marked.append(piece.text()));
        return marked.toString();
    }

    /** The text on one line with its marks in it, cut after {@code max} characters with an ellipsis. */
    public static String line(@Nullable String text, int max) {
        if (text == null) {
            return "";
        }
        StringBuilder line = new StringBuilder();
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            boolean hidden = hidden(point, text, i);
            i += Character.charCount(point);
            if (point == ' ' || point == '\n' || point == '\r' || point == '\t') {
                space = !line.isEmpty();
                continue;
            }
            if (space) {
                line.append(' ');
                space = false;
            }
            if (line.length() >= max) {
                return line.append('…').toString();
            }
            if (hidden) {
                line.append(mark(point));
            } else {
                line.appendCodePoint(point);
            }
        }
        return line.toString();
    }

    private static void flush(StringBuilder plain, List<Piece> pieces) {
        if (!plain.isEmpty()) {
            pieces.add(new Piece(plain.toString(), null));
            plain.setLength(0);
        }
    }

    private static boolean hidden(int point, String text, int at) {
        if (point == '\n' || point == '\t') {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> !(point == ZERO_WIDTH_JOINER && at > 0 && symbol(text.codePointBefore(at)));
            case Character.UNASSIGNED -> !(point >= 0x1F000 && point <= 0x1FAFF);
            default -> filler(point);
        };
    }

    /** After a symbol the joiner makes one emoji of several, and hides nothing. */
    private static boolean symbol(int point) {
        int type = Character.getType(point);
        return type == Character.OTHER_SYMBOL || type == Character.MODIFIER_SYMBOL || point == 0xFE0F;
    }

    /** Letters and marks that are drawn as nothing. */
    private static boolean filler(int point) {
        return point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x17B4
                || point == 0x17B5
                || point == 0x3164
                || point == 0xFFA0
                || point >= 0xE0100 && point <= 0xE01EF;
    }

    private static String name(int point) {
        return String.format(Locale.ROOT, "U+%04X", point);
    }

    private static String mark(int point) {
        if (point < 0x20) {
            return String.valueOf((char) (0x2400 + point));
        }
        return switch (point) {
            case 0x7F -> "␡";
            case 0x00AD -> "⟦SHY⟧";
            case 0x200B -> "⟦ZWSP⟧";
            case 0x200C -> "⟦ZWNJ⟧";
            case 0x200E -> "⟦LRM⟧";
            case 0x200F -> "⟦RLM⟧";
            case 0x202A -> "⟦LRE⟧";
            case 0x202B -> "⟦RLE⟧";
            case 0x202C -> "⟦PDF⟧";
            case 0x202D -> "⟦LRO⟧";
            case 0x202E -> "⟦RLO⟧";
            case 0x2066 -> "⟦LRI⟧";
            case 0x2067 -> "⟦RLI⟧";
            case 0x2068 -> "⟦FSI⟧";
            case 0x2069 -> "⟦PDI⟧";
            case 0xFEFF -> "⟦BOM⟧";
            default -> "⟦" + name(point) + "⟧";
        };
    }
}
