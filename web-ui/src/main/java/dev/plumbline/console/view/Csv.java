package dev.plumbline.console.view;

import java.util.List;

/**
 * Lines of comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe
 * before it: the texts are those of strangers.
 */
public final class Csv {
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    /** One line with its end. */
    public static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            if (!line.isEmpty()) {
                line.append(',');
            }
            line.append(cell(cell));
        }
        return line.append("\r\n").toString();
    }

    /** Always in quotes, so that an empty first cell keeps its place. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
