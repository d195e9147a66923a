package dev.plumbline.drift.detect;

import dev.plumbline.drift.stat.Share;

import java.util.List;
import java.util.Map;

/**
 * What one look at a window gave.
 *
 * @param number from 1
 * @param next the state after it
 * @param changes findings that opened, grew or closed
 * @param shares of every cluster known after the look
 */
public record Look(
        int number, Range range, Numbers numbers, DetectorState next, List<Change> changes, List<Row> shares) {

    /** First and last event time of the window. */
    public record Range(long fromNano, long untilNano) {}

    /**
     * @param alpha the level at which this look could suspect, all tests together
     * @param parts the p-value of each test of the short window, by its name, before it is weighed against the others
     * @param far share of inputs less alike than all but 5 % of the held-out half
     */
    public record Numbers(double alpha, Map<Part, Double> parts, Share far) {

        /** All tests of the short window together: each p-value divided by the part of the budget that is its own. */
        public double pValue() {
            double least = 1;
            for (Map.Entry<Part, Double> part : parts.entrySet()) {
                least = Math.min(least, part.getValue() / part.getKey().weight());
            }
            return least;
        }
    }

    /** One cluster's share in the window and in the reference. */
    public record Row(String clusterId, Share now, Share then) {}
}
