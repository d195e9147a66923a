package dev.plumbline.alerting.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A node of the routing tree. What a node does not say it has from its parent, but for the intervals, as in Alertmanager.
 *
 * @param matchers all must match
 * @param goesOn whether later siblings are asked too when this one matches
 * @param muted names of the intervals in which it is quiet
 * @param active names of the intervals outside of which it is quiet; none means always active
 */
public record Route(
        String receiver,
        List<LabelMatcher> matchers,
        boolean goesOn,
        Timing timing,
        List<String> muted,
        List<String> active,
        List<Route> routes) {

    /**
     * How its alerts are told together and when.
     *
     * @param by labels that a group has in common
     * @param byAll each alert is a group of its own
     * @param hold before the first message of a group, for others to join
     * @param interval between two messages of a group
     * @param repeat how often what lasts is told again
     */
    public record Timing(List<String> by, boolean byAll, Duration hold, Duration interval, Duration repeat) {
        /** The values of the labels by which an alert is grouped. */
        public Map<String, String> labels(Map<String, String> labels) {
            Map<String, String> group = new TreeMap<>(labels);
            group.keySet().removeIf(name -> !byAll && !by.contains(name));
            return group;
        }
    }

    /**
     * The nodes that alerts of such labels go to: depth first, the first that matches unless it goes on; a node whose
     * children do not match is it itself. Empty when the node does not match.
     */
    public List<Route> match(Map<String, String> labels) {
        if (!LabelMatcher.all(matchers, labels)) {
            return List.of();
        }
        List<Route> found = new ArrayList<>();
        for (Route child : routes) {
            List<Route> below = child.match(labels);
            found.addAll(below);
            if (!below.isEmpty() && !child.goesOn()) {
                break;
            }
        }
        return found.isEmpty() ? List.of(this) : found;
    }

    /** Names the group of an alert, the same after every restart. */
    public String groupKey(Map<String, String> labels) {
        String path = matchers.stream().map(LabelMatcher::toString).collect(Collectors.joining(",", "{", "}"));
        return path + ":"
                + timing.labels(labels).entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + label.getValue().replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The shortest repeat of the tree. */
    Duration shortestRepeat() {
        Optional<Duration> below = routes.stream().map(Route::shortestRepeat).min(Duration::compareTo);
        return below.filter(repeat -> repeat.compareTo(timing.repeat()) < 0).orElse(timing.repeat());
    }
}
