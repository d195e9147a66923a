package dev.plumbline.console.drift;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A cluster of a feature's reference, or one found since, as drift-service tells it.
 *
 * @param kind {@code known} or {@code new}
 * @param share in the latest window; null before the first
 * @param examples trace ids: the most typical, then the edge
 */
record Cluster(
        String id,
        String kind,
        String label,
        List<String> terms,
        Measured referenceShare,
        @Nullable Measured share,
        List<String> examples) {}
