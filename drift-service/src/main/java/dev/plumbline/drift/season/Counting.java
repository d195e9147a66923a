package dev.plumbline.drift.season;

import java.util.ArrayList;
import java.util.List;

/**
 * Which buckets of past traffic are counted beside the reference, so that hours are compared with the same hours: the
 * first of each hour of working days and of weekends that was looked at without a finding being open or suspected a
 * little less than a day later. What lasts longer is a change and never becomes usual in this way; what goes with the
 * night was there the night before. Filled once and then kept, like the reference itself.
 *
 * @param next number of the first bucket that was not considered yet
 * @param taken those that are counted
 */
public record Counting(int next, List<Bucket> taken) {

    public static final Counting START = new Counting(0, List.of());

    /** Nothing is counted before it was seen in a longest window and for so long after it. */
    private static final long DELAY_NANO = 20 * 3_600_000_000_000L;

    public Counting {
        taken = List.copyOf(taken);
    }

    /**
     * @param number of the look that took it; 0 is the first after the reference
     * @param untilNano event time of its last session
     */
    public record Bucket(int number, long untilNano) {}

    /**
     * Where a feature stands.
     *
     * @param before buckets up to this number have left the longest window
     * @param nowNano event time of the latest session
     * @param quiet whether nothing is open or suspected
     */
    public record Moment(int before, long nowNano, boolean quiet) {}

    /** @param waiting buckets from {@link #next} on, in their order */
    public Counting consider(List<Bucket> waiting, Moment moment) {
        List<Bucket> more = new ArrayList<>(taken);
        int considered = next;
        for (Bucket bucket : waiting) {
            if (bucket.number() > moment.before() || bucket.untilNano() > moment.nowNano() - DELAY_NANO) {
                break;
            }
            considered = bucket.number() + 1;
            if (moment.quiet() && more.stream().noneMatch(one -> slot(one) == slot(bucket))) {
                more.add(bucket);
            }
        }
        return considered == next ? this : new Counting(considered, more);
    }

    public List<Integer> numbers() {
        return taken.stream().map(Bucket::number).toList();
    }

    private static int slot(Bucket bucket) {
        return Grain.HOUR_OF_WEEK_PART.slot(bucket.untilNano());
    }
}
