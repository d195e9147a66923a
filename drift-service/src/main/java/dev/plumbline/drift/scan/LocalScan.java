package dev.plumbline.drift.scan;

import dev.plumbline.drift.cluster.Growth;
import dev.plumbline.drift.stat.LikelihoodRatio;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Looks around every input of the window, at three widths, for neighbours that the reference does not have. The largest
 * likelihood ratio is compared with what it is when the labels "window" and "reference" are dealt out at random, so the
 * p-value holds for any traffic whose sessions are alike before and after.
 *
 * <p>Deals stop after {@link #ENOUGH} that reach the observed value (Besag and Clifford 1991). Where none of
 * {@link #DEALS} does, a Gumbel tail is fitted to them and its p-value multiplied by {@link #MARGIN}.
 */
final class LocalScan {

    static final int DEALS = 4_999;
    static final int ENOUGH = 20;
    static final double MARGIN = 3;

    private static final double EULER = 0.5772156649015329;

    private final int window;
    private final int points;
    private final int words;
    /** Neighbours as bits: point, width, word. Points of the reference come first, then those of the window. */
    private final long[][][] near;

    private final LikelihoodRatio ratio;

    LocalScan(List<float[]> window, Neighbours reference) {
        this.window = window.size();
        this.points = window.size() + reference.size();
        this.words = (points + 63) / 64;
        this.near = reference.with(window);
        this.ratio = new LikelihoodRatio(window.size(), reference.size());
    }

    /**
     * The clearest spot.
     *
     * @param centre index of an input of the window
     * @param ratio logarithm of its likelihood ratio; 0 when nowhere is an excess
     */
    record Spot(int centre, double ratio) {}

    Spot clearest() {
        Spot spot = clearest(order());
        return new Spot(spot.centre() < 0 ? -1 : spot.centre() - (points - window), spot.ratio());
    }

    /** Points of the window, then those of the reference. */
    private int[] order() {
        int[] order = new int[points];
        for (int i = 0; i < points; i++) {
            order[i] = i < window ? points - window + i : i - window;
        }
        return order;
    }

    /** The chance of a spot as clear in traffic that did not change. */
    double pValue(double observed, SplittableRandom random) {
        if (observed <= 0) {
            return 1;
        }
        int[] order = order();
        int reached = 0;
        double sum = 0;
        double squares = 0;
        for (int deal = 1; deal <= DEALS; deal++) {
            for (int i = 0; i < window; i++) {
                int j = i + random.nextInt(points - i);
                int swap = order[i];
                order[i] = order[j];
                order[j] = swap;
            }
            double value = clearest(order).ratio();
            sum += value;
            squares += value * value;
            if (value >= observed && ++reached == ENOUGH) {
                return (double) ENOUGH / deal;
            }
        }
        double counted = (reached + 1.0) / (DEALS + 1);
        return reached > 0 ? counted : Math.min(counted, MARGIN * gumbelTail(observed, sum, squares));
    }

    /** The tail by moments; its scale never below 1, that of half a chi-square, whose tail the ratio has. */
    private static double gumbelTail(double observed, double sum, double squares) {
        double mean = sum / DEALS;
        double deviation = Math.sqrt(Math.max(0, squares / DEALS - mean * mean));
        double scale = Math.max(1, deviation * Math.sqrt(6) / Math.PI);
        return -Math.expm1(-Math.exp(-(observed - mean) / scale - EULER));
    }

    /** @param order points whose first ones are taken for the window */
    private Spot clearest(int[] order) {
        long[] mask = new long[words];
        for (int i = 0; i < window; i++) {
            mask[order[i] >> 6] |= 1L << order[i];
        }
        double most = 0;
        int centre = -1;
        for (int i = 0; i < window; i++) {
            double value = newAround(order[i], mask);
            if (value > most) {
                most = value;
                centre = order[i];
            }
        }
        return new Spot(centre, most);
    }

    /** The ratio at the width where it is largest, if that neighbourhood is new; a part of a known topic is not. */
    private double newAround(int point, long[] mask) {
        double most = 0;
        boolean isNew = false;
        for (long[] bits : near[point]) {
            int inWindow = 0;
            int inReference = 0;
            for (int word = 0; word < words; word++) {
                inWindow += Long.bitCount(bits[word] & mask[word]);
                inReference += Long.bitCount(bits[word] & ~mask[word]);
            }
            double value = ratio.excess(inWindow, inReference);
            if (value > most) {
                most = value;
                isNew = Growth.isNew(inWindow, window, inReference, points - window);
            }
        }
        return isNew ? most : 0;
    }
}
