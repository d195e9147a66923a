package dev.plumbline.console.drift;

import dev.plumbline.console.view.Card;

import java.util.List;

/**
 * Drift of a project's features.
 *
 * @param chosen the feature whose clusters are shown; empty for none
 * @param only whether the page was asked for that feature alone
 * @param state which findings are shown: {@code open} or {@code closed}
 * @param clusters of the chosen feature
 */
record DriftPage(
        Card<List<FeatureDrift>> features,
        Card<List<FindingLine>> findings,
        Card<List<ClusterLine>> clusters,
        Chosen chosen) {

    /** @param name for people, {@code feature} for links */
    record Chosen(String feature, String name, boolean only, String state) {}

    public List<String> states() {
        return List.of("open", "closed");
    }
}
