package dev.plumbline.contracts.query;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Query parameters as text to values; what is wrong is refused by its name. */
public final class Parameters {
    private static final Duration DAY = Duration.ofDays(1);
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000L);

    private Parameters() {}

    /** A range of event time: nanoseconds since the Unix epoch, the end not included. */
    public record Range(long fromNano, long toNano) {
        public static final Range ALL = new Range(0, Long.MAX_VALUE);
    }

    /** A whole number; {@code otherwise} where nothing is said. */
    public static int number(String name, @Nullable String value, int otherwise, int least, int most) {
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words.
        }
        throw new BadParameterException(name, "is not a whole number from " + least + " to " + most);
    }

    /** A decimal number; null where nothing is said. */
    public static @Nullable Double decimal(String name, @Nullable String value, double least, double most) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words.
        }
        throw new BadParameterException(name, "is not a number from " + least + " to " + most);
    }

    /** {@code true} or {@code false}; false where nothing is said. */
    public static boolean flag(String name, @Nullable String value) {
        if (value == null || value.isBlank() || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw new BadParameterException(name, "is neither true nor false");
    }

    /** The last 24 hours where nothing is said. */
    public static Range range(@Nullable String from, @Nullable String to, Instant now) {
        long toNano = to == null || to.isBlank() ? nano("to", now) : nano("to", to);
        long fromNano = from == null || from.isBlank() ? Math.max(0, toNano - DAY.toNanos()) : nano("from", from);
        if (fromNano >= toNano) {
            throw new BadParameterException("from", "is not before to");
        }
        return new Range(fromNano, toNano);
    }

    /** 32 lower-case hex digits; null where nothing is said. */
    public static @Nullable String traceId(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        if (!lower.matches("[0-9a-f]{32}")) {
            throw new BadParameterException("trace", "is not 32 hex digits");
        }
        return lower;
    }

    /** Any text; null where nothing is said. */
    public static @Nullable String text(String name, @Nullable String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw new BadParameterException(name, "has a null character");
        }
        return value == null || value.isBlank() ? null : value;
    }

    /** 16 lower-case hex digits; null where nothing is said. */
    public static @Nullable String spanId(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        if (!lower.matches("[0-9a-f]{16}")) {
            throw new BadParameterException("spanId", "is not 16 hex digits");
        }
        return lower;
    }

    /** A text that must be there, without null characters. */
    public static String needed(String name, @Nullable String value, int longest) {
        String text = text(name, value);
        if (text == null) {
            throw new BadParameterException(name, "is missing");
        }
        if (text.length() > longest) {
            throw new BadParameterException(name, "is longer than " + longest + " characters");
        }
        return text;
    }

    private static long nano(String name, String value) {
        try {
            return value.matches("\\d{1,19}") ? Long.parseLong(value) : nano(name, Instant.parse(value));
        } catch (DateTimeException | NumberFormatException e) {
            throw new BadParameterException(
                    name, "is neither an ISO 8601 instant such as 2026-01-31T12:00:00Z nor Unix nanoseconds");
        }
    }

    private static long nano(String name, Instant instant) {
        BigInteger nano = BigInteger.valueOf(instant.getEpochSecond())
                .multiply(BILLION)
                .add(BigInteger.valueOf(instant.getNano()));
        if (nano.signum() < 0 || nano.bitLength() > 63) {
            throw new BadParameterException(name, "lies outside of 1970 to 2262");
        }
        return nano.longValueExact();
    }
}
