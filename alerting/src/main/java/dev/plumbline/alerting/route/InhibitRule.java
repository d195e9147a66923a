package dev.plumbline.alerting.route;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Alerts that the target matches are quiet while one that the source matches fires and both have the same values of some
 * labels, where none is the same as empty. An alert that both sides match is not quiet because of one that both match.
 */
public record InhibitRule(List<LabelMatcher> source, List<LabelMatcher> target, List<String> equal) {

    /** Whether one of the firing alerts keeps the alert quiet. @param firing labels of the others */
    public boolean inhibits(Map<String, String> labels, Collection<Map<String, String>> firing) {
        return firing.stream().anyMatch(other -> inhibits(labels, other));
    }

    private boolean inhibits(Map<String, String> labels, Map<String, String> other) {
        boolean bothSides = LabelMatcher.all(source, labels);
        return LabelMatcher.all(target, labels)
                && LabelMatcher.all(source, other)
                && !(bothSides && LabelMatcher.all(target, other))
                && equal.stream().allMatch(name -> labels.getOrDefault(name, "").equals(other.getOrDefault(name, "")));
    }
}
