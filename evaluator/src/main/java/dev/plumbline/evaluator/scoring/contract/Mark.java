package dev.plumbline.evaluator.scoring.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What CommonMark with tables, and HTML, add to plain text. A bare address is text. Inside of code nothing counts. */
public enum Mark {
    HEADINGS("(?m)^ {0,3}#{1,6}[ \\t]+\\S"),
    LISTS("(?m)^[ \\t]{0,12}(?:[-*+]|\\d{1,9}[.)])[ \\t]+\\S"),
    EMPHASIS("(?<![\\w*])(\\*{1,3})(?=[^\\s*])[^*\\n]{0,300}[^\\s*]\\1(?![\\w*])"
            + "|(?<!\\w)(_{1,3})(?=[^\\s_])[^_\\n]{0,300}[^\\s_]\\2(?!\\w)"),
    CODE("(?ms)^ {0,3}(`{3}|~{3}).*?(?:^ {0,3}\\1[`~]*[ \\t]*$|\\z)|(`{1,2})(?=[^`])[^`\\n]{1,300}\\2(?!`)"),
    LINKS("(?<!!)\\[[^\\]\\n]{1,300}\\]\\([^)\\s]{1,2000}(?: \"[^\"\\n]{0,300}\")?\\)|<https?://[^>\\s]{1,2000}>"),
    IMAGES("!\\[[^\\]\\n]{0,300}\\]\\([^)\\s]{1,2000}(?: \"[^\"\\n]{0,300}\")?\\)"),
    TABLES("(?m)^ {0,3}\\|?[ \\t]{0,9}:?-{2,99}:?[ \\t]{0,9}\\|[-:| \\t]{0,999}$"),
    QUOTES("(?m)^ {0,3}>[ \\t]?\\S"),
    HTML("(?i)</?(?:a|b|i|u|p|s|br|hr|em|h[1-6]|li|ol|ul|td|th|tr|dd|dl|dt|div|img|nav|pre|sub|sup|svg|code|font|form"
            + "|html|head|body|main|span|math|meta|link|label|input|table|tbody|thead|title|video|audio|aside|small"
            + "|style|script|strong|button|center|canvas|object|select|option|iframe|details|summary|article|section"
            + "|header|footer|blockquote|textarea|figure|figcaption|mark|del|ins|kbd)(?:\\s[^<>]{0,1000})?/?>|<!--");

    private final Pattern pattern;

    Mark(String expression) {
        this.pattern = Pattern.compile(expression);
    }

    /** As people write it in a setting. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException that names what there is */
    public static Mark of(String word) {
        return Arrays.stream(values())
                .filter(mark -> mark.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("knows no markup '" + word.strip() + "'; there is none, "
                                + Arrays.stream(values()).map(Mark::word).collect(Collectors.joining(", "))));
    }

    /** Those that a text uses. */
    static Set<Mark> in(String text) {
        Set<Mark> used = new TreeSet<>();
        Matcher code = CODE.pattern.matcher(text);
        String plain = text;
        if (code.find()) {
            used.add(CODE);
            plain = code.replaceAll(" ");
        }
        for (Mark mark : values()) {
            if (mark != CODE && mark.pattern.matcher(plain).find()) {
                used.add(mark);
            }
        }
        return used;
    }
}
