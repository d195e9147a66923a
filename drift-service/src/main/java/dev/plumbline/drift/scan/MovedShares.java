package dev.plumbline.drift.scan;

import dev.plumbline.drift.stat.Share;
import dev.plumbline.drift.stat.Slotted;
import dev.plumbline.drift.stat.StratifiedTest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which clusters' shares moved. Each cluster's count in the window is compared with its count in the held-out half by
 * the exact test, both sides, Bonferroni over clusters; hours are held apart where it depends on them. The clearest is set aside and the others are compared among
 * themselves again: where one topic grows all others shrink, and that is one story.
 */
public final class MovedShares {

    /** Slot of the clock, cluster. */
    private final int[][] window;

    private final int[][] reference;
    private final boolean[] aside;
    private final boolean byClock;

    /** Without a clock. */
    public MovedShares(int[] window, int[] reference, boolean[] aside) {
        this(new int[][] {window}, new int[][] {reference}, aside);
    }

    /**
     * @param window counts by slot of the clock and cluster; the reference's in the same slots
     * @param aside clusters whose story is known: neither tested nor counted
     */
    public MovedShares(int[][] window, int[][] reference, boolean[] aside) {
        this.window = window;
        this.reference = reference;
        this.aside = aside;
        this.byClock = window.length > 1
                && Slotted.anyByClock(IntStream.range(0, aside.length)
                        .mapToObj(cluster -> slotted(reference, reference, cluster, new boolean[aside.length]))
                        .toList());
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
        Slotted counts = slotted(window, reference, cluster, without).in(byClock);
        return up ? counts.excess() : counts.deficit();
    }

    /** One cluster among itself and all that is not set aside. */
    private static Slotted slotted(int[][] window, int[][] reference, int cluster, boolean[] without) {
        List<StratifiedTest.Stratum> slots = new ArrayList<>();
        for (int slot = 0; slot < window.length; slot++) {
            Share now = share(window[slot], cluster, without);
            Share then = share(reference[slot], cluster, without);
            if (now.n() + then.n() > 0) {
                slots.add(new StratifiedTest.Stratum(now, then));
            }
        }
        return new Slotted(slots, false);
    }

    /** Whether shares as a whole depend on the clock, as far as the reference tells. */
    public boolean byClock() {
        return byClock;
    }

    private Moved clearest(boolean[] told) {
        Moved clearest = new Moved(0, true, 2);
        for (int cluster = 0; cluster < aside.length; cluster++) {
            if (!told[cluster]) {
                Slotted.Side side =
                        slotted(window, reference, cluster, told).in(byClock).clearer();
                double corrected = Math.min(1, 2 * aside.length * side.pValue());
                if (corrected < clearest.pValue()) {
                    clearest = new Moved(cluster, side.up(), corrected);
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
