package dev.plumbline.drift.scan;

import dev.plumbline.drift.stat.ExactTest;
import dev.plumbline.drift.stat.Share;

import java.util.ArrayList;
import java.util.List;

/**
 * Which clusters' shares moved. Each cluster's count in the window is compared with its count in the held-out half by
 * the exact test, both sides, Bonferroni over clusters. The clearest is set aside and the others are compared among
 * themselves again: where one topic grows all others shrink, and that is one story.
 */
public final class MovedShares {

    private final int[] window;
    private final int[] reference;
    private final boolean[] aside;

    /** @param aside clusters whose story is known: neither tested nor counted */
    public MovedShares(int[] window, int[] reference, boolean[] aside) {
        this.window = window;
        this.reference = reference;
        this.aside = aside;
    }

    /** @param pValue after correction for all clusters and both directions */
    public record Moved(int cluster, boolean up, double pValue) {}

    /** The clusters that moved at this level, the clearest first. */
    public List<Moved> at(double alpha) {
        List<Moved> moved = new ArrayList<>();
        boolean[] told = aside.clone();
        for (Moved next = clearest(told); next.pValue() <= alpha; next = clearest(told)) {
            moved.add(next);
            told[next.cluster()] = true;
        }
        return moved;
    }

    /** The p-value of the clearest, after correction. */
    public double pValue() {
        return Math.min(1, clearest(aside).pValue());
    }

    /** One side of the exact test for one cluster, among itself and all that is not set aside. */
    public double pValue(int cluster, boolean up) {
        return pValue(cluster, up, aside);
    }

    private double pValue(int cluster, boolean up, boolean[] without) {
        Share now = share(window, cluster, without);
        Share then = share(reference, cluster, without);
        return up ? ExactTest.excess(now, then) : ExactTest.deficit(now, then);
    }

    private Moved clearest(boolean[] told) {
        Moved clearest = new Moved(0, true, 2);
        for (int cluster = 0; cluster < window.length; cluster++) {
            if (!told[cluster]) {
                double more = pValue(cluster, true, told);
                double less = pValue(cluster, false, told);
                double corrected = Math.min(1, 2 * window.length * Math.min(more, less));
                if (corrected < clearest.pValue()) {
                    clearest = new Moved(cluster, more < less, corrected);
                }
            }
        }
        return clearest;
    }

    private static Share share(int[] counts, int cluster, boolean[] without) {
        int n = 0;
        for (int other = 0; other < counts.length; other++) {
            if (!without[other] || other == cluster) {
                n += counts[other];
            }
        }
        return new Share(counts[cluster], n);
    }
}
