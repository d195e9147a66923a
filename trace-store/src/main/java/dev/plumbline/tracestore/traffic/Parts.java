package dev.plumbline.tracestore.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/**
 * A time range cut into what is read from whole hours, from whole minutes, and from the requests themselves: the ends of
 * the range that are no whole minute, and minutes that are due to be counted again.
 *
 * @param hours each from and to, in minutes since the Unix epoch
 * @param minutes the same
 * @param raw each from and to, in nanoseconds since the Unix epoch
 */
record Parts(List<Part> hours, List<Part> minutes, List<Part> raw) {
    static final long MINUTE_NANO = 60_000_000_000L;
    private static final long HOUR = 60;

    /** With more pieces than this, the whole range is read from the requests. */
    private static final int MOST_RAW = 200;

    /** From inclusive, to exclusive. */
    record Part(long from, long to) {}

    /** @param due minutes since the Unix epoch */
    static Parts of(long fromNano, long toNano, NavigableSet<Long> due) {
        Parts parts = new Parts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        long first = ceil(fromNano, MINUTE_NANO);
        long end = Math.floorDiv(toNano, MINUTE_NANO);
        if (first >= end) {
            add(parts.raw, fromNano, toNano);
            return parts;
        }
        add(parts.raw, fromNano, first * MINUTE_NANO);
        long at = first;
        for (long minute : due.subSet(first, end)) {
            parts.counted(at, minute);
            add(parts.raw, minute * MINUTE_NANO, (minute + 1) * MINUTE_NANO);
            at = minute + 1;
        }
        parts.counted(at, end);
        add(parts.raw, end * MINUTE_NANO, toNano);
        return parts.raw.size() > MOST_RAW
                ? new Parts(List.of(), List.of(), List.of(new Part(fromNano, toNano)))
                : parts;
    }

    /** No minute of these is due. */
    private void counted(long from, long to) {
        long firstHour = ceil(from, HOUR) * HOUR;
        long lastHour = Math.floorDiv(to, HOUR) * HOUR;
        if (firstHour >= lastHour) {
            add(minutes, from, to);
            return;
        }
        add(minutes, from, firstHour);
        add(hours, firstHour, lastHour);
        add(minutes, lastHour, to);
    }

    private static long ceil(long value, long by) {
        return -Math.floorDiv(-value, by);
    }

    private static void add(List<Part> parts, long from, long to) {
        if (from >= to) {
            return;
        }
        int last = parts.size() - 1;
        if (last >= 0 && parts.get(last).to() == from) {
            parts.set(last, new Part(parts.get(last).from(), to));
        } else {
            parts.add(new Part(from, to));
        }
    }
}
