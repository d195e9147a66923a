package dev.plumbline.alerting.route;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One condition on labels, as Alertmanager 0.25 writes and means it: {@code name="value"} with {@code =}, {@code !=},
 * {@code =~} or {@code !~}. A label that is not there is empty; an expression takes the whole value.
 *
 * @param pattern null unless the operator is one of expressions
 */
public record LabelMatcher(
        String name, String op, String value, @Nullable Pattern pattern) {
    private static final Pattern FORM =
            Pattern.compile("(?s)^\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(=~|=|!=|!~)\\s*(.*?)\\s*$");

    /** @throws IllegalArgumentException when the value is no regular expression */
    public static LabelMatcher of(String name, String op, String value) {
        try {
            return new LabelMatcher(
                    name, op, value, op.endsWith("~") ? Pattern.compile("(?s)^(?:" + value + ")$") : null);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(value + " is no regular expression: " + e.getDescription(), e);
        }
    }

    /** @throws IllegalArgumentException when it is not of the form */
    public static LabelMatcher parse(String text) {
        com.google.re2j.Matcher found = FORM.matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException(text + " is no matcher; write for example feature=\"support\"");
        }
        return of(found.group(1), found.group(2), unquoted(found.group(3)));
    }

    /** Several, separated by commas, in braces or not. */
    static List<LabelMatcher> parseAll(String text) {
        String inner = text.strip();
        if (inner.startsWith("{") && inner.endsWith("}")) {
            inner = inner.substring(1, inner.length() - 1);
        }
        List<LabelMatcher> matchers = new ArrayList<>();
        boolean quoted = false;
        boolean escaped = false;
        int start = 0;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == ',' && !quoted) {
                matchers.add(parse(inner.substring(start, i)));
                start = i + 1;
            } else if (c == '"' && !escaped) {
                quoted = !quoted;
            }
            escaped = c == '\\' && !escaped;
        }
        String last = inner.substring(start);
        if (!last.isBlank()) {
            matchers.add(parse(last));
        }
        return matchers;
    }

    private static String unquoted(String raw) {
        boolean quotes = raw.startsWith("\"");
        String text = quotes ? raw.substring(1) : raw;
        StringBuilder value = new StringBuilder();
        boolean ended = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                value.append(next == 'n' ? "\n" : next == '"' || next == '\\' ? String.valueOf(next) : "\\" + next);
            } else if (c == '"' && (!quotes || i < text.length() - 1)) {
                throw new IllegalArgumentException(raw + " holds a double quote that is not escaped");
            } else if (c == '"') {
                ended = true;
            } else {
                value.append(c);
            }
        }
        if (quotes != ended) {
            throw new IllegalArgumentException(raw + " has no closing double quote");
        }
        return value.toString();
    }

    public boolean matches(Map<String, String> labels) {
        String label = labels.getOrDefault(name, "");
        boolean holds =
                pattern == null ? label.equals(value) : pattern.matcher(label).find();
        return op.startsWith("!") != holds;
    }

    /** Whether all of them match; none match everything. */
    static boolean all(List<LabelMatcher> matchers, Map<String, String> labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }

    @Override
    public String toString() {
        return name + op + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
