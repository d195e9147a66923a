package dev.plumbline.console.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times for people and for URLs; always UTC. */
public final class Moment {
    private static final DateTimeFormatter MILLIS = format("yyyy-MM-dd HH:mm:ss.SSS");
    private static final DateTimeFormatter SECONDS = format("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MINUTES = format("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter TIME = format("HH:mm:ss");
    private static final DateTimeFormatter DAY = format("MM-dd");
    private static final long BILLION = 1_000_000_000L;

    private Moment() {}

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }

    public static Instant of(long epochNano) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNano, BILLION), Math.floorMod(epochNano, BILLION));
    }

    public static long nano(Instant moment) {
        return moment.getEpochSecond() * BILLION + moment.getNano();
    }

    /** {@code 2026-11-21 05:40:12.123 UTC}. */
    public static String exact(Instant moment) {
        return MILLIS.format(moment) + " UTC";
    }

    /** {@code 2026-11-21 05:40:12 UTC}. */
    public static String second(Instant moment) {
        return SECONDS.format(moment) + " UTC";
    }

    /** {@code 2026-11-21 05:40}, for places that print the zone themselves. */
    public static String minute(Instant moment) {
        return MINUTES.format(moment);
    }

    /** {@code 05:40:12}, for columns whose head prints the zone. */
    public static String time(Instant moment) {
        return TIME.format(moment);
    }

    /** {@code 11-21}. */
    public static String day(Instant moment) {
        return DAY.format(moment);
    }

    /** {@code 3 min ago}; what lies in the future is {@code now}. */
    public static String ago(Instant moment, Instant now) {
        Duration age = Duration.between(moment, now);
        if (age.getSeconds() < 1) {
            return "now";
        }
        return roughly(age) + " ago";
    }

    /** A length of time in its largest unit, rounded down: {@code 45 s}, {@code 12 min}, {@code 3 h}, {@code 9 d}. */
    public static String roughly(Duration length) {
        if (length.toMinutes() < 1) {
            return length.getSeconds() + " s";
        }
        if (length.toHours() < 1) {
            return length.toMinutes() + " min";
        }
        return length.toDays() < 2 ? length.toHours() + " h" : length.toDays() + " d";
    }
}
