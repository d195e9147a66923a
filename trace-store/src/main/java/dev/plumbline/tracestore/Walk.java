package dev.plumbline.tracestore;

import dev.plumbline.tracestore.skip.MinuteReader;
import dev.plumbline.tracestore.skip.Part;
import dev.plumbline.tracestore.skip.Value;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Looks through a range stretch after stretch, the latest first, and passes over the minutes that can hold nothing of what
 * is looked for. The next stretch is as long as the speed so far allows.
 */
final class Walk {
    /** Fifteen minutes. */
    private static final long FIRST_STRETCH = 900_000_000_000L;

    /** A stretch is at most so many times as long as all before it. */
    private static final double FASTER = 4;

    /** Parts that one statement takes. */
    private static final int MOST_PARTS = 400;

    /** With less than this share passed over, a stretch is read as one. */
    private static final double WORTH = 0.25;

    private final RequestQuery query;
    private final Set<Value> values;
    private final int wanted;

    /** @param wanted how many requests are enough */
    Walk(RequestQuery query, int wanted) {
        this.query = query;
        this.values = new RequestWhere(query).values();
        this.wanted = wanted;
    }

    /** What is done with a stretch. */
    interface Step {
        /**
         * @param parts the latest first; none of them touch
         * @param missing how many more requests are wanted, above 0
         * @return how many there were, {@code missing} at most
         */
        int in(Connection connection, List<Part> parts, int missing) throws SQLException;
    }

    /**
     * How far it came.
     *
     * @param whole whether all of the range was looked through, and less was found than wanted
     * @param fromNano how far back it was looked through
     */
    record Ended(boolean whole, long fromNano, Duration took) {}

    /** @param patience beyond which no further stretch is begun */
    Ended run(Connection connection, Duration patience, Step step) throws SQLException {
        long begun = System.nanoTime();
        RequestQuery.Cursor after = query.after();
        long start = after == null ? query.toNano() : Math.min(query.toNano(), after.startNano() + 1);
        long to = start;
        long stretch = FIRST_STRETCH;
        int found = 0;
        while (true) {
            long from = Math.max(query.fromNano(), to - stretch);
            if (from < to) {
                List<Part> parts = MinuteReader.mayHold(connection, query.projectId(), new Part(from, to), values);
                if (parts.size() > MOST_PARTS) {
                    parts = parts.subList(0, MOST_PARTS);
                    from = parts.get(MOST_PARTS - 1).from();
                }
                parts = worth(parts, new Part(from, to));
                found += parts.isEmpty() ? 0 : step.in(connection, parts, wanted - found);
            }
            long took = System.nanoTime() - begun;
            if (found >= wanted || from <= query.fromNano()) {
                return new Ended(found < wanted, from, Duration.ofNanos(took));
            }
            if (took > patience.toNanos()) {
                return new Ended(false, from, Duration.ofNanos(took));
            }
            double times = Math.min(FASTER, (patience.toNanos() - took) / (double) Math.max(1, took));
            stretch = Math.max(FIRST_STRETCH, (long) (times * (start - from)));
            to = from;
        }
    }

    private static List<Part> worth(List<Part> parts, Part whole) {
        long left = parts.stream().mapToLong(part -> part.to() - part.from()).sum();
        return left > (1 - WORTH) * (whole.to() - whole.from()) ? List.of(whole) : parts;
    }
}
