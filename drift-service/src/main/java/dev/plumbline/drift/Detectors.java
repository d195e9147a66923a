package dev.plumbline.drift;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.stat.AlphaBudget;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Detectors of the features looked at last. What a detector works out for its reference costs more than a look; a look
 * gives the same result with a kept detector and with a new one. Not safe for several threads.
 */
final class Detectors {

    /** Some 5 MB each, and up to 7 more for what is counted since. */
    private static final int KEPT = 8;

    private final Map<Key, Detector> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Detector> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param leaves digest of the centroids: a reference that was learned anew has others
     * @param counted numbers of the buckets that are counted since
     */
    private record Key(String scope, int leaves, List<Integer> counted) {}

    /** The detector of a feature's pinned reference, which is read when it is not kept. */
    Detector of(
            Progress progress,
            List<Cluster> leaves,
            Function<List<Cluster>, Reference> reference,
            Function<List<Integer>, List<Observation>> counted,
            AlphaBudget budget) {
        List<Integer> numbers = progress.state().counting().numbers();
        int digest = leaves.stream()
                .map(leaf -> Arrays.hashCode(leaf.centroid()))
                .toList()
                .hashCode();
        return kept.computeIfAbsent(
                new Key(progress.scope(), digest, numbers),
                key -> new Detector(progress.scope(), reference.apply(leaves), counted.apply(numbers), budget));
    }
}
