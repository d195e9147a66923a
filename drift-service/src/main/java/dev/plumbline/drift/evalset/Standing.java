package dev.plumbline.drift.evalset;

import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.evalset.twosample.TwoSample;
import dev.plumbline.drift.stat.Share;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How an evaluation set stands against the latest traffic.
 *
 * @param window the sessions that were looked at
 * @param covered sessions that a case covers
 * @param within least similarity of a case that covers a session
 * @param clusters every cluster that the window or a case is in, the most traffic without a case first
 * @param apart whether the set is told apart from traffic; null when there are too few cases or sessions
 * @param unvisited cases that no session comes near
 */
public record Standing(
        Window window,
        Share covered,
        double within,
        List<InCluster> clusters,
        @Nullable Apart apart,
        Unvisited unvisited) {

    /** In event time. */
    public record Window(long fromNano, long untilNano, int sessions) {}

    /**
     * @param share sessions of the window that belong to the cluster
     * @param covered of those
     * @param cases that belong to the cluster
     * @param examples trace ids of sessions that no case covers, the farthest first
     */
    public record InCluster(String cluster, Share share, Share covered, int cases, List<String> examples) {

        /** Whether nobody tests what is asked there. */
        public boolean untested() {
            return cases == 0 && share.hits() > 0 && 2 * covered.hits() < covered.n();
        }
    }

    /**
     * @param test between the window and the cases
     * @param inReference the same between the counted half of the reference and the cases
     * @param cases that were taken: at most 500, all alike
     * @param inTraffic words that traffic has and cases have not
     * @param inCases words that cases have and traffic has not
     */
    public record Apart(
            TwoSample test, TwoSample inReference, int cases, List<String> inTraffic, List<String> inCases) {

        /** Whether a reader may say so: clearly enough, and not by chance. */
        public boolean toldApart() {
            return test.area().low() >= TellingApart.UNLIKE && test.pValue() <= Detector.LOOSER;
        }

        public Apart words(List<String> traffic, List<String> tested) {
            return new Apart(test, inReference, cases, traffic, tested);
        }
    }

    /**
     * @param of sessions that were looked at for it: the longest window
     * @param noLonger ids of cases that were near traffic once, and to none of those sessions
     * @param never ids of cases that no session came near so far
     */
    public record Unvisited(int of, List<String> noLonger, List<String> never) {}

    public Standing with(@Nullable Apart other) {
        return new Standing(window, covered, within, clusters, other, unvisited);
    }
}
