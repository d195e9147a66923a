package dev.plumbline.drift.scan;

import dev.plumbline.drift.cluster.Growth;
import dev.plumbline.drift.reference.Reference;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The search for a cluster that the reference does not have, in one window. Two tests share its level by half: the local
 * scan finds a dense spot; the count of unfamiliar inputs finds a loose one, which then needs a cluster among them.
 *
 * @param scanPValue of the local scan
 * @param noveltyPValue of the count of unfamiliar inputs
 * @param grown the cluster, or null when neither test spoke or nothing dense was there
 * @param pValue of the test that spoke, times two
 */
public record NewTopic(double scanPValue, double noveltyPValue, Growth.@Nullable Grown grown, double pValue) {

    /** A loose cluster needs so many inputs. */
    private static final int LEAST = 5;

    /**
     * @param near those of the whole reference
     * @param seed the same seed gives the same p-value
     */
    public static NewTopic seek(
            List<float[]> window, Reference reference, Neighbours near, Novelty novelty, double alpha, long seed) {
        List<float[]> all = reference.all();
        LocalScan scan = new LocalScan(window, near);
        LocalScan.Spot spot = scan.clearest();
        double dense = scan.pValue(spot.ratio(), new SplittableRandom(seed));
        double loose = novelty.pValue();
        Growth growth = new Growth(window, all);
        Growth.Grown grown = null;
        if (2 * dense <= alpha) {
            grown = growth.from(window.get(spot.centre()));
        } else if (2 * loose <= alpha) {
            grown = loosest(window, novelty, growth);
        }
        return new NewTopic(dense, loose, grown, Math.min(1, 2 * Math.min(dense, loose)));
    }

    private static Growth.@Nullable Grown loosest(List<float[]> window, Novelty novelty, Growth growth) {
        Growth.Grown best = null;
        for (int i = 0; i < window.size(); i++) {
            Growth.Grown grown = novelty.far(i) ? growth.from(window.get(i)) : null;
            if (grown != null && grown.members() >= LEAST && (best == null || grown.ratio() > best.ratio())) {
                best = grown;
            }
        }
        return best;
    }
}
