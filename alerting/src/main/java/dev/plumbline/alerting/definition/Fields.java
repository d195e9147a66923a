package dev.plumbline.alerting.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of one written rule; each fault names rule and field. */
final class Fields {
    private static final int LONGEST = 500;
    private static final int MOST_SLICES = 32;
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s)?(?:(\\d{1,6})ms)?");

    private final ObjectNode node;
    private final String rule;

    Fields(ObjectNode node, String rule) {
        this.node = node;
        this.rule = rule;
    }

    BadRuleException bad(String field, String reason) {
        return new BadRuleException(rule, field, reason);
    }

    void only(Set<String> known, String kind) throws BadRuleException {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw bad(name, "is no field of a rule of kind " + kind + "; it knows " + known);
            }
        }
    }

    String required(String field) throws BadRuleException {
        String text = text(field);
        if (text == null) {
            throw bad(field, "is missing");
        }
        return text;
    }

    @Nullable
    String text(String field) throws BadRuleException {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return null;
        }
        String text = value.asText();
        if (!value.isTextual() || text.isEmpty() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw bad(field, "must be 1 to " + LONGEST + " characters of text");
        }
        return text;
    }

    @Nullable
    List<String> texts(String field) throws BadRuleException {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isArray() || value.size() > MOST_SLICES) {
            throw bad(field, "must be a list of at most " + MOST_SLICES + " attributes");
        }
        List<String> all = new ArrayList<>();
        for (JsonNode one : value) {
            if (!one.isTextual() || one.asText().isEmpty() || one.asText().contains("=")) {
                throw bad(field, "must hold attributes, for example release or app.plan");
            }
            all.add(one.asText());
        }
        return List.copyOf(all);
    }

    /** @param otherwise where nothing is written */
    double number(String field, double least, double most, double otherwise) throws BadRuleException {
        Double written = number(field, least, most, false);
        return written == null ? otherwise : written;
    }

    /** Null where nothing is written. @param whole whether it must have no fraction */
    @Nullable
    Double number(String field, double least, double most, boolean whole) throws BadRuleException {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isNumber()
                || !(value.asDouble() >= least && value.asDouble() <= most)
                || whole && value.asDouble() != Math.rint(value.asDouble())) {
            throw bad(
                    field,
                    "must be a " + (whole ? "whole " : "") + "number from " + plain(least) + " to " + plain(most));
        }
        return value.asDouble();
    }

    /** Null where nothing is written. */
    @Nullable
    Integer whole(String field, int least, int most) throws BadRuleException {
        Double written = number(field, least, most, true);
        return written == null ? null : written.intValue();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : String.valueOf(number);
    }

    /** For example {@code 1h30m}. */
    Duration duration(String field, Duration least, Duration most, Duration otherwise) throws BadRuleException {
        String text = text(field);
        if (text == null) {
            return otherwise;
        }
        Matcher found = DURATION.matcher(text);
        if (!found.matches()) {
            throw bad(field, "must be a time such as 30s, 10m, 1h30m or 7d");
        }
        Duration sum = Duration.ofDays(part(found, 1))
                .plusHours(part(found, 2))
                .plusMinutes(part(found, 3))
                .plusSeconds(part(found, 4))
                .plusMillis(part(found, 5));
        if (sum.compareTo(least) < 0 || sum.compareTo(most) > 0) {
            throw bad(field, "must be from " + words(least) + " to " + words(most));
        }
        return sum;
    }

    private static long part(Matcher found, int group) {
        return found.group(group) == null ? 0 : Long.parseLong(found.group(group));
    }

    private static String words(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + "d";
        }
        if (time.toHours() > 0) {
            return time.toHours() + "h";
        }
        return time.toSeconds() > 0 || time.isZero() ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
