package dev.plumbline.alerting.route;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A whole routing configuration.
 *
 * @param intervals by name; a name holds a moment when one of its intervals does
 */
public record Routing(Route root, List<InhibitRule> inhibitRules, Map<String, List<TimeInterval>> intervals) {

    /** Whether a route is quiet at a moment: outside of its active intervals or in a muted one. */
    public boolean isMuted(Route route, Instant moment) {
        return !route.active().isEmpty() && !anyHolds(route.active(), moment) || anyHolds(route.muted(), moment);
    }

    private boolean anyHolds(List<String> names, Instant moment) {
        return names.stream()
                .flatMap(name -> intervals.getOrDefault(name, List.of()).stream())
                .anyMatch(interval -> interval.holds(moment));
    }

    /** The shortest time after which anything is told again. */
    public Duration shortestRepeat() {
        return root.shortestRepeat();
    }
}
