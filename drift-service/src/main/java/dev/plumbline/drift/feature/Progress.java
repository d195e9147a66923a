package dev.plumbline.drift.feature;

import dev.plumbline.drift.detect.DetectorState;
import dev.plumbline.drift.season.Counting;
import org.jspecify.annotations.Nullable;

/**
 * How far a feature has come.
 *
 * @param consumed the first ordinal that no reference and no look has taken
 * @param reference number of the reference, from 1; the one being learned counts
 * @param model that made the vectors of the reference; null while learning
 * @param learned sessions of the pinned reference; null while learning
 * @param state of the detector
 * @param anew the ordinal from which somebody asked to learn anew; null for no such wish
 */
public record Progress(
        FeatureKey key,
        long consumed,
        int reference,
        @Nullable String model,
        @Nullable Integer learned,
        DetectorState state,
        @Nullable Long anew) {

    /** Names the reference: ids of its clusters and findings follow from it. */
    public String scope() {
        return key.projectId() + "/" + key.feature() + "/" + reference;
    }

    /** The same with other buckets counted beside the reference. */
    public Progress with(Counting counting) {
        return new Progress(key, consumed, reference, model, learned, state.counting(counting), anew);
    }

    /** The same feature about to learn its next reference. */
    public Progress relearning() {
        return new Progress(key, consumed, reference + 1, model, null, DetectorState.START, anew);
    }
}
