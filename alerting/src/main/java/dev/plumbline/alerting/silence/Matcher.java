package dev.plumbline.alerting.silence;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One condition on an alert's labels, with the operators of Alertmanager. A label that an alert does not have is empty.
 *
 * @param name of the label, one of {@link #NAMES}
 * @param op {@code =}, {@code !=}, {@code =~} or {@code !~}; the latter two take the whole value, in the syntax of RE2,
 *     whose time grows with the text alone
 */
public record Matcher(
        @Nullable String name,
        @Nullable String op,
        @Nullable String value) {
    /** feature; quality or drift; score or finding; page or ticket; the worst slice as the alert names it. */
    static final List<String> NAMES = List.of("feature", "kind", "subject", "severity", "slice");

    private static final List<String> OPERATORS = List.of("=", "!=", "=~", "!~");
    private static final int LONGEST = 500;

    /** What is wrong with it, if anything is. */
    Optional<String> fault() {
        if (name == null || !NAMES.contains(name)) {
            return Optional.of("name must be one of " + NAMES);
        }
        if (op == null || !OPERATORS.contains(op)) {
            return Optional.of("op must be one of " + OPERATORS);
        }
        if (value == null || value.length() > LONGEST || value.indexOf('\0') >= 0) {
            return Optional.of("value must be at most " + LONGEST + " characters of text");
        }
        try {
            return op.endsWith("~") && Pattern.compile(value).groupCount() > LONGEST
                    ? Optional.of("value has too many groups")
                    : Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("value is no regular expression: " + e.getDescription());
        }
    }

    boolean matches(Map<String, String> labels) {
        String label = labels.getOrDefault(String.valueOf(name), "");
        String wanted = String.valueOf(value);
        return switch (String.valueOf(op)) {
            case "=" -> label.equals(wanted);
            case "!=" -> !label.equals(wanted);
            case "=~" -> Pattern.matches(wanted, label);
            case "!~" -> !Pattern.matches(wanted, label);
            default -> false;
        };
    }
}
