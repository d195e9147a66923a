package dev.plumbline.drift.stat;

/**
 * How much chance of a false alarm one look may spend. By linearity of expectation the expected number of false alarms
 * is at most the sum of what all looks spent, however the looks depend on each other. With look number i after the
 * reference was pinned (from 1) and the event time since the look before it,
 *
 * <pre>alpha(i) = min(cap, perFourWeeks * elapsed / 28 days + first * min(1, (fastLooks / i)^2))</pre>
 *
 * <p>The first term keeps a rate per time whatever the traffic. The second lets a reference be watched closely right
 * after it was pinned, also when traffic is dense; over the whole life of a reference it adds less than
 * {@code first * 2 * fastLooks}. Neither looks at what the sessions asked, so the level holds.
 *
 * @param perFourWeeks false alarms expected at most per four weeks of event time
 * @param first level of each of the first looks
 * @param fastLooks how many looks count as first
 * @param cap no look spends more
 */
public record AlphaBudget(double perFourWeeks, double first, int fastLooks, double cap) {

    private static final double FOUR_WEEKS_NANO = 28 * 24 * 3600e9;

    /** A fixed part of it, for tests that spend on their own. */
    public AlphaBudget part(double share) {
        return new AlphaBudget(perFourWeeks * share, first * share, fastLooks, cap * share);
    }

    /**
     * @param look from 1
     * @param elapsedNano event time since the look before
     */
    public double of(int look, long elapsedNano) {
        double early = Math.min(1, (double) fastLooks / look);
        double spent = perFourWeeks * Math.max(0, elapsedNano) / FOUR_WEEKS_NANO + first * early * early;
        return Math.min(cap, spent);
    }
}
