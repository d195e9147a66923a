package dev.plumbline.drift.cluster;

import dev.plumbline.drift.stat.LikelihoodRatio;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Grows a new cluster from one input by density: as wide as the excess of the window over the reference is clearest,
 * then again from the centroid of what was found, until nothing changes.
 */
public final class Growth {

    /** A cluster is new only when at most this share of the reference lies in it. */
    public static final double KNOWN = 0.01;

    /** A cluster is new only when the window's share is at least so many times that of the reference. */
    public static final double TIMES = 4;

    private static final double NARROWEST = 0.9;
    private static final double WIDEST = 0.4;
    private static final double STEP = 0.025;
    private static final int ROUNDS = 5;

    private final List<float[]> window;
    private final List<float[]> reference;
    private final LikelihoodRatio ratio;

    public Growth(List<float[]> window, List<float[]> reference) {
        this.window = window;
        this.reference = reference;
        this.ratio = new LikelihoodRatio(window.size(), reference.size());
    }

    /** Where the cluster lies and how clear it is. */
    public record Grown(float[] centroid, double reach, double ratio, int members) {}

    /** Whether so many inputs of the window and of the reference are a cluster that the reference does not have. */
    public static boolean isNew(int inWindow, int window, int inReference, int reference) {
        return inReference <= KNOWN * reference
                && (double) inWindow * reference >= TIMES * inReference * (double) window;
    }

    /** The new cluster around an input of the window, or nothing where the reference has one. */
    public @Nullable Grown from(float[] seed) {
        Grown clearest = clearest(seed);
        if (clearest == null) {
            return null;
        }
        int known = count(similarities(clearest.centroid(), reference), clearest.reach());
        return isNew(clearest.members(), window.size(), known, reference.size()) ? clearest : null;
    }

    private @Nullable Grown clearest(float[] seed) {
        Grown best = widen(seed);
        for (int round = 0; round < ROUNDS && best != null; round++) {
            Grown at = best;
            List<float[]> members = window.stream()
                    .filter(v -> Vectors.dot(v, at.centroid()) >= at.reach())
                    .toList();
            Grown next = widen(Vectors.centroid(members));
            if (next == null || next.ratio() <= best.ratio()) {
                break;
            }
            best = next;
        }
        return best;
    }

    private @Nullable Grown widen(float[] centre) {
        double[] inWindow = similarities(centre, window);
        double[] inReference = similarities(centre, reference);
        Grown best = null;
        for (int step = 0; NARROWEST - step * STEP >= WIDEST - 1e-9; step++) {
            double reach = NARROWEST - step * STEP;
            int w = count(inWindow, reach);
            int r = count(inReference, reach);
            double value = ratio.excess(w, r);
            if (value > (best == null ? 0 : best.ratio())) {
                best = new Grown(centre, reach, value, w);
            }
        }
        return best;
    }

    private static double[] similarities(float[] centre, List<float[]> vectors) {
        return vectors.stream().mapToDouble(v -> Vectors.dot(v, centre)).toArray();
    }

    private static int count(double[] similarities, double reach) {
        int count = 0;
        for (double similarity : similarities) {
            if (similarity >= reach) {
                count++;
            }
        }
        return count;
    }
}
