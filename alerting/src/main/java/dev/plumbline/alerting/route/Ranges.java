package dev.plumbline.alerting.route;

import dev.plumbline.alerting.route.TimeInterval.Range;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges and durations in the words of Alertmanager's configuration. */
final class Ranges {
    static final List<String> WEEKDAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private static final Pattern CLOCK = Pattern.compile("((?:[01]\\d|2[0-3])):([0-5]\\d)|(24):(00)");
    private static final Pattern DURATION = Pattern.compile(
            "(?:(\\d{1,9})y)?(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final List<Duration> UNITS = List.of(
            Duration.ofDays(365),
            Duration.ofDays(7),
            Duration.ofDays(1),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(1));
    private static final int LONGEST_MONTH = 31;
    private static final int MINUTES_AN_HOUR = 60;

    private Ranges() {}

    /** Minutes of the day. @throws IllegalArgumentException as all below, with what is wrong */
    static int clock(String text) {
        Matcher found = CLOCK.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException(text + " is no time of day; write HH:MM, 24:00 for its end");
        }
        boolean end = found.group(3) != null;
        return Integer.parseInt(found.group(end ? 3 : 1)) * MINUTES_AN_HOUR
                + Integer.parseInt(found.group(end ? 4 : 2));
    }

    static Range weekdays(String text) {
        return range(text, word -> named(word, WEEKDAYS, 0, "day of the week"));
    }

    static Range months(String text) {
        return range(text, word -> isNumber(word) ? number(word, 1, MONTHS.size()) : named(word, MONTHS, 1, "month"));
    }

    static Range years(String text) {
        return range(text, word -> number(word, 0, 9999));
    }

    static Range days(String text) {
        String[] ends = text.split(":", -1);
        int from = number(ends[0].strip(), -LONGEST_MONTH, LONGEST_MONTH);
        int to = ends.length == 1 ? from : number(ends[ends.length - 1].strip(), -LONGEST_MONTH, LONGEST_MONTH);
        boolean backwards = from < 0 == to < 0 && from > to || from < 0 && to > 0;
        if (ends.length > 2 || from == 0 || to == 0 || backwards) {
            throw new IllegalArgumentException(text + " is no range of days of a month");
        }
        return new Range(from, to);
    }

    private static Range range(String text, ToIntFunction<String> value) {
        String[] ends = text.toLowerCase(Locale.ROOT).split(":", -1);
        int from = value.applyAsInt(ends[0].strip());
        int to = ends.length == 1 ? from : value.applyAsInt(ends[ends.length - 1].strip());
        if (ends.length > 2 || from > to) {
            throw new IllegalArgumentException(text + " ends before it begins");
        }
        return new Range(from, to);
    }

    private static int named(String word, List<String> names, int first, String what) {
        int at = names.indexOf(word);
        if (at < 0) {
            throw new IllegalArgumentException(word + " is no " + what);
        }
        return at + first;
    }

    private static boolean isNumber(String word) {
        return word.matches("-?\\d{1,4}");
    }

    private static int number(String word, int least, int most) {
        if (!isNumber(word) || Integer.parseInt(word) < least || Integer.parseInt(word) > most) {
            throw new IllegalArgumentException(word + " must be a number from " + least + " to " + most);
        }
        return Integer.parseInt(word);
    }

    /** For example {@code 1h30m}. */
    static Duration duration(String text) {
        Matcher found = DURATION.matcher(text);
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (text.isEmpty() || !found.matches()) {
            throw new IllegalArgumentException(text + " is no duration; write for example 30s, 5m or 1h30m");
        }
        Duration sum = Duration.ZERO;
        for (int unit = 0; unit < UNITS.size(); unit++) {
            String number = found.group(unit + 1);
            sum = number == null ? sum : sum.plus(UNITS.get(unit).multipliedBy(Long.parseLong(number)));
        }
        return sum;
    }
}
