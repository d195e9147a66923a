package dev.plumbline.console.view;

import java.util.Locale;

/** Numbers for people; the same number always looks the same, in any locale of the server. */
public final class Amount {
    private static final char THIN_SPACE = '\u202F';
    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;

    private Amount() {}

    /** A duration in nanoseconds with three digits: {@code 412 ms}, {@code 1.24 s}, {@code 3 min 12 s}. */
    public static String duration(double nanos) {
        if (nanos < 0) {
            return "ends before it starts";
        }
        if (nanos < MICRO) {
            return Math.round(nanos) + " ns";
        }
        if (nanos < MILLI * 0.9995) {
            return digits(nanos / MICRO) + " µs";
        }
        if (nanos < SECOND * 0.9995) {
            return digits(nanos / MILLI) + " ms";
        }
        if (nanos < SECOND * 99.95) {
            return digits(nanos / SECOND) + " s";
        }
        long seconds = Math.round(nanos / SECOND);
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** {@code 12 840}, grouped by a thin space. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', THIN_SPACE);
    }

    /** {@code 16.4 kB}, {@code 1.05 MB}: multiples of 1,000. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        return bytes < 999_500 ? digits(bytes / MICRO) + " kB" : digits(bytes / MILLI) + " MB";
    }

    /** A share from 0 to 1 as {@code 4.2 %}; tells tiny from none. */
    public static String percent(double share) {
        double percent = share * 100;
        if (percent > 0 && percent < 0.05) {
            return "<0.1 %";
        }
        if (percent < 100 && percent > 99.95) {
            return ">99.9 %";
        }
        return number(percent) + " %";
    }

    /** At most one decimal, none when it is zero. */
    public static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String digits(double value) {
        int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
