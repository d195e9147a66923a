package dev.plumbline.alerting.alert;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.plumbline.alerting.BadParameterException;
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
    /** feature; quality, drift, no_data, judge_down, judge_degraded or another; score or finding; page or ticket; the worst slice as the alert names it. */
    public static final List<String> NAMES = List.of("feature", "kind", "subject", "severity", "slice");

    private static final List<String> OPERATORS = List.of("=", "!=", "=~", "!~");
    private static final int LONGEST = 500;
    private static final int MOST = 20;

    /** What is wrong with it, if anything is. */
    public Optional<String> fault() {
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

    /** Whether all of them match an alert; none match everything. */
    public static boolean all(List<Matcher> matchers, Alert alert) {
        Map<String, String> labels = Labels.of(alert);
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }

    /**
     * Matchers that can be.
     *
     * @throws BadParameterException naming the first that cannot
     */
    public static List<Matcher> checked(List<@Nullable Matcher> wanted, int least) {
        if (wanted.size() < least || wanted.size() > MOST) {
            throw new BadParameterException("matchers", "must be " + least + " to " + MOST);
        }
        for (int i = 0; i < wanted.size(); i++) {
            Matcher matcher = wanted.get(i);
            Optional<String> fault = matcher == null ? Optional.of("is missing") : matcher.fault();
            if (fault.isPresent()) {
                throw new BadParameterException("matchers[" + i + "]", fault.get());
            }
        }
        return List.copyOf(wanted);
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
