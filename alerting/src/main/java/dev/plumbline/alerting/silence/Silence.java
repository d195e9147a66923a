package dev.plumbline.alerting.silence;

import dev.plumbline.alerting.alert.Alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is kept quiet: alerts of a project that all matchers match.
 *
 * @param matchers at least one
 */
public record Silence(int id, int projectId, List<Matcher> matchers, Instant startsAt, Instant endsAt) {

    /** Whether it keeps an alert quiet at a moment. */
    public boolean covers(Alert alert, Instant now) {
        return alert.subject().projectId() == projectId
                && !now.isBefore(startsAt)
                && now.isBefore(endsAt)
                && matchers.stream().allMatch(matcher -> matcher.matches(labels(alert)));
    }

    private static Map<String, String> labels(Alert alert) {
        return Map.of(
                "feature", alert.subject().feature(),
                "kind", alert.subject().kind(),
                "subject", alert.subject().name(),
                "severity", alert.severity(),
                "slice", alert.evidence().slice());
    }
}
