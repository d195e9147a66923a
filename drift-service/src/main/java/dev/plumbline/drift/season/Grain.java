package dev.plumbline.drift.season;

import java.util.List;

/** How finely the clock is told, in UTC: into how many slots a week, or a day, is cut. */
public enum Grain {
    /** Not at all. */
    ANY(1),
    /** Eight parts of the day. */
    THREE_HOURS(8),
    /** The hour of the day. */
    HOUR(24),
    /** The hour of a working day, or of Saturday and Sunday. */
    HOUR_OF_WEEK_PART(48);

    /** The finest first, with how many counted sessions a slot of it needs to be compared with. */
    private static final List<Grain> FINEST = List.of(HOUR_OF_WEEK_PART, HOUR, THREE_HOURS);

    private static final int ENOUGH = 50;
    private static final int FEW = 10;
    /** So much of a window must lie in slots that were counted. */
    private static final double MOSTLY = 0.9;

    private static final long HOUR_NANO = 3_600_000_000_000L;
    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;
    /** The epoch began on a Thursday; counted from Monday. */
    private static final int FIRST = 3 * DAY;

    private static final int WORKING = 5 * DAY;

    private final int slots;

    Grain(int slots) {
        this.slots = slots;
    }

    public int slots() {
        return slots;
    }

    /** The slot of an event time, nanoseconds since the Unix epoch. */
    public int slot(long nano) {
        long hours = Math.floorDiv(nano, HOUR_NANO);
        int hour = (int) Math.floorMod(hours, (long) DAY);
        return switch (this) {
            case ANY -> 0;
            case THREE_HOURS -> hour / 3;
            case HOUR -> hour;
            case HOUR_OF_WEEK_PART -> hour + (Math.floorMod(hours + FIRST, (long) WEEK) < WORKING ? 0 : DAY);
        };
    }

    /** How many of these event times lie in each slot. */
    public int[] counts(long[] nanos) {
        int[] counts = new int[slots];
        for (long nano : nanos) {
            counts[slot(nano)]++;
        }
        return counts;
    }

    /** Which slots of {@link #THREE_HOURS} were counted often enough to be compared with. */
    public static boolean[] known(long[] counted) {
        int[] counts = THREE_HOURS.counts(counted);
        boolean[] known = new boolean[counts.length];
        for (int slot = 0; slot < counts.length; slot++) {
            known[slot] = counts[slot] >= FEW;
        }
        return known;
    }

    /**
     * The finest grain at which nine in ten of a window's sessions lie in slots that were counted often enough;
     * {@link #ANY} where there is none.
     */
    public static Grain finest(long[] window, long[] counted) {
        for (Grain grain : FINEST) {
            int least = grain == THREE_HOURS ? FEW : ENOUGH;
            int[] known = grain.counts(counted);
            int covered = 0;
            for (long nano : window) {
                covered += known[grain.slot(nano)] >= least ? 1 : 0;
            }
            if (covered >= MOSTLY * window.length) {
                return grain;
            }
        }
        return ANY;
    }
}
