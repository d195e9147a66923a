package dev.plumbline.ingest.retention;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * One table that holds one retention class of one UTC day, and what is to become of it.
 *
 * @param table {@code span}, {@code payload}, {@code span_log} or {@code request}
 * @param keptDays the class; days from before there were classes are of the class 30
 */
record Leaf(String name, String table, LocalDate day, int keptDays) {
    private static final int DEFAULT_CLASS = 30;

    /** What becomes of a leaf. */
    enum Fate {
        KEPT,
        /** Its rows go, the table stays: something late may still arrive for that day. */
        EMPTIED,
        DROPPED
    }

    /** The leaf behind a table's name: {@code span_20260131_c90}, or {@code span_20260131}. */
    static Optional<Leaf> of(String name) {
        for (String table : new String[] {"span_log", "span", "payload", "request"}) {
            String rest = name.startsWith(table + "_") ? name.substring(table.length() + 1) : "";
            if (rest.matches("[0-9]{8}(_c[0-9]{1,4})?")) {
                try {
                    LocalDate day = LocalDate.parse(rest.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
                    int kept = rest.length() > 8 ? Integer.parseInt(rest.substring(10)) : DEFAULT_CLASS;
                    return Optional.of(new Leaf(name, table, day, kept));
                } catch (DateTimeException notADay) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private boolean isContent() {
        return table.equals("payload") || table.equals("span_log");
    }

    /**
     * @param contentDays days that content is kept, by class
     * @param acceptedDays how far back a span may start and still be filed under its own day
     */
    Fate fate(LocalDate today, Map<Integer, Integer> contentDays, long acceptedDays) {
        int days = isContent() ? Math.min(keptDays, contentDays.getOrDefault(keptDays, keptDays)) : keptDays;
        if (!day.isBefore(today.minusDays(days))) {
            return Fate.KEPT;
        }
        return day.isBefore(today.minusDays(acceptedDays + 2)) ? Fate.DROPPED : Fate.EMPTIED;
    }
}
