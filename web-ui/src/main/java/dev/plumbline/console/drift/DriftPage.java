package dev.plumbline.console.drift;

import dev.plumbline.console.drift.tested.EvaluationLine;
import dev.plumbline.console.view.Card;

import java.util.List;

/**
 * Drift of a project's features.
 *
 * @param chosen the feature whose clusters are shown; empty for none
 * @param only whether the page was asked for that feature alone
 * @param state which findings are shown: {@code open} or {@code closed}
 * @param clusters of the chosen feature
 * @param tested what the chosen feature is tested on
 * @param answer to what somebody asked for last
 */
record DriftPage(
        Card<List<FeatureDrift>> features,
        Card<List<FindingLine>> findings,
        Card<List<ClusterLine>> clusters,
        Tested tested,
        Chosen chosen,
        Answer answer) {

    /** @param name for people, {@code feature} for links */
    record Chosen(String feature, String name, boolean only, String state) {}

    /** @param upload a command that gives the feature an evaluation set */
    record Tested(Card<List<EvaluationLine>> sets, String upload) {}

    /** @param asked whether a new reference was asked for; {@code refused} why it was not begun, empty where it was */
    record Answer(boolean asked, String refused) {}

    public List<String> states() {
        return List.of("open", "closed");
    }
}
