package dev.plumbline.console.view;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of time that a screen shows, from inclusive to exclusive.
 *
 * @param last the preset it was asked by, such as {@code 24h}; null when it was asked by absolute times
 */
public record TimeRange(Instant from, Instant to, @Nullable String last) {
    public static final String DEFAULT = "24h";

    private static final Pattern PRESET = Pattern.compile("([1-9][0-9]{0,3})([mhd])");
    private static final Duration LONGEST = Duration.ofDays(400);

    /** Senders whose clock runs a little ahead still show up in a range that ends now. */
    private static final Duration CLOCK_AHEAD = Duration.ofMinutes(5);

    /**
     * Reads {@code last=1h} or {@code from=&to=} in ISO 8601; a time without a zone is UTC. Without any of them it is
     * the last 24 hours; with only {@code from} it ends now.
     */
    public static TimeRange parse(@Nullable String last, @Nullable String from, @Nullable String to, Instant now) {
        if (from == null && to == null) {
            return preset(last == null ? DEFAULT : last, now);
        }
        if (last != null) {
            throw new BadQuery("last", "Give either last or from and to, not both.");
        }
        Instant end = to == null ? now.plus(CLOCK_AHEAD) : moment("to", to);
        Instant start = from == null ? end.minus(Duration.ofDays(1)) : moment("from", from);
        if (!start.isBefore(end)) {
            throw new BadQuery("from", "from must lie before to.");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw new BadQuery("from", "A range is at most 400 days long.");
        }
        return new TimeRange(start, end, null);
    }

    private static TimeRange preset(String last, Instant now) {
        Matcher preset = PRESET.matcher(last);
        if (!preset.matches()) {
            throw new BadQuery("last", "last is a number with m, h or d, for example 1h, 24h or 7d.");
        }
        long count = Long.parseLong(preset.group(1));
        Duration length = switch (preset.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
        if (length.compareTo(LONGEST) > 0) {
            throw new BadQuery("last", "A range is at most 400 days long.");
        }
        return new TimeRange(now.minus(length), now.plus(CLOCK_AHEAD), last);
    }

    /** ISO 8601, or nanoseconds since the Unix epoch as the other lists of the API take them. */
    private static Instant moment(String field, String text) {
        try {
            if (text.matches("[0-9]{11,19}")) {
                return Moment.of(Long.parseLong(text));
            }
            if (text.endsWith("Z") || text.matches(".*[+-][0-9]{2}:?[0-9]{2}")) {
                return inRange(field, OffsetDateTime.parse(text).toInstant());
            }
            return inRange(
                    field,
                    LocalDateTime.parse(text.length() == 10 ? text + "T00:00" : text)
                            .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | NumberFormatException e) {
            throw new BadQuery(field, field + " is a time like 2026-11-21T05:40:00Z (UTC unless it names a zone).");
        }
    }

    private static Instant inRange(String field, Instant moment) {
        if (moment.getEpochSecond() < 0 || moment.getEpochSecond() > Long.MAX_VALUE / 1_000_000_000L) {
            throw new BadQuery(field, field + " lies between 1970 and 2262.");
        }
        return moment;
    }

    public long fromNano() {
        return Moment.nano(from);
    }

    public long toNano() {
        return Moment.nano(to);
    }

    /** For people: the preset, or both ends. */
    public String words() {
        return last == null ? Moment.minute(from) + " to " + Moment.minute(to) + " UTC" : "last " + last;
    }
}
