package dev.plumbline.alerting.silence;

import dev.plumbline.alerting.alert.Alert;
import dev.plumbline.alerting.alert.Matcher;

import java.time.Instant;
import java.util.List;

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
                && Matcher.all(matchers, alert);
    }
}
