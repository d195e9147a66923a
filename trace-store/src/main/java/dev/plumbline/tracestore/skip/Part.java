package dev.plumbline.tracestore.skip;

import java.util.ArrayList;
import java.util.List;

/** A time range, nanoseconds since the Unix epoch, from inclusive to exclusive. */
public record Part(long from, long to) {
    static final long MINUTE_NANO = 60_000_000_000L;

    /** What stays when minutes are taken out, the latest first. @param minutes since the Unix epoch, the latest first */
    List<Part> without(List<Integer> minutes) {
        List<Part> parts = new ArrayList<>();
        long end = to;
        for (int minute : minutes) {
            long begins = Math.max(from, minute * MINUTE_NANO);
            long ends = Math.min(to, (minute + 1) * MINUTE_NANO);
            if (begins < ends) {
                if (ends < end) {
                    parts.add(new Part(ends, end));
                }
                end = begins;
            }
        }
        if (from < end) {
            parts.add(new Part(from, end));
        }
        return parts;
    }
}
