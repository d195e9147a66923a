package dev.plumbline.console.drift;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A cluster of a feature's reference, or one found since, as drift-service tells it.
 *
 * @param kind {@code known} or {@code new}
 * @param examples trace ids: the most typical, then the edge
 */
record Cluster(
        String id,
        String kind,
        String label,
        List<String> terms,
        @JsonUnwrapped Shares shares,
        List<String> examples) {

    /**
     * @param share in the latest window; null before the first
     * @param cases of evaluation sets in it; null where there is no set
     */
    record Shares(
            Measured referenceShare,
            @Nullable Measured share,
            @Nullable Integer cases) {}
}
