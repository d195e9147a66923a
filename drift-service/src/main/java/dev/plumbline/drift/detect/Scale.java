package dev.plumbline.drift.detect;

import java.util.List;

/**
 * The length of a window. Short windows see a large change soon, long ones a small change at all. Windows of one scale
 * overlap by half: a change is seen half a window sooner for twice the looks, which costs a quarter of a standard
 * deviation of power.
 *
 * @param buckets an even number
 */
public record Scale(int buckets) {

    static final Scale SHORT = new Scale(2);
    static final Scale LONG = new Scale(8);
    public static final List<Scale> ALL = List.of(SHORT, new Scale(4), LONG);
    public static final int LONGEST = 8;

    /** Whether a look ends a window of this length. */
    public boolean due(int look, int recent) {
        return look % half() == 0 && recent >= buckets;
    }

    /** What was raised by a window is confirmed by half as many buckets after it. */
    public int half() {
        return buckets / 2;
    }

    /** The sessions of this window. */
    public <T> List<T> of(List<List<T>> recent) {
        return latest(recent, buckets);
    }

    /** The sessions of its second half. */
    public <T> List<T> freshOf(List<List<T>> recent) {
        return latest(recent, half());
    }

    private static <T> List<T> latest(List<List<T>> recent, int buckets) {
        return recent.subList(Math.max(0, recent.size() - buckets), recent.size()).stream()
                .flatMap(List::stream)
                .toList();
    }
}
