package dev.plumbline.drift.detect;

import dev.plumbline.drift.stat.Share;

import java.util.List;

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
     * @param alpha the false-alarm probability this look could spend
     * @param newPValue of the search for a new cluster
     * @param noveltyPValue of the count of unfamiliar inputs
     * @param far share of inputs less alike than all but 5 % of the held-out half
     */
    public record Numbers(double alpha, double newPValue, double noveltyPValue, Share far) {}

    /** One cluster's share in the window and in the reference. */
    public record Row(String clusterId, Share now, Share then) {}
}
