package dev.plumbline.drift.season;

import java.util.Comparator;
import java.util.List;

/** Which buckets are the same hours of the same weekday a week before. */
public final class LastWeek {

    private static final long HOUR_NANO = 3_600_000_000_000L;
    private static final long DAY_NANO = 24 * HOUR_NANO;
    private static final long WEEK_NANO = 7 * DAY_NANO;
    /** A window that lasts longer has no weekday. */
    private static final long LONGEST_NANO = 2 * DAY_NANO;

    private static final int MOST = 8;

    private LastWeek() {}

    /** A range of event time. */
    public record Range(long fromNano, long untilNano) {

        /** Where buckets of the week before may end: a little around the same hours. */
        public Range before() {
            long around = Math.max(HOUR_NANO, (untilNano - fromNano) / 4);
            return new Range(fromNano - WEEK_NANO - around, untilNano - WEEK_NANO + around);
        }
    }

    /**
     * The numbers of those nearest to the middle of the same hours, in their order; none for a window of more than two
     * days.
     *
     * @param buckets that end in the range before
     */
    public static List<Integer> numbers(Range window, List<Counting.Bucket> buckets) {
        if (window.untilNano() - window.fromNano() > LONGEST_NANO) {
            return List.of();
        }
        Range before = window.before();
        long middle = window.fromNano() / 2 + window.untilNano() / 2 - WEEK_NANO;
        return buckets.stream()
                .filter(bucket -> bucket.untilNano() >= before.fromNano() && bucket.untilNano() <= before.untilNano())
                .sorted(Comparator.<Counting.Bucket>comparingLong(bucket -> Math.abs(bucket.untilNano() - middle))
                        .thenComparing(Counting.Bucket::number))
                .limit(MOST)
                .map(Counting.Bucket::number)
                .sorted()
                .toList();
    }
}
