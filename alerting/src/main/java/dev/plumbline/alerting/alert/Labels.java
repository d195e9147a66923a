package dev.plumbline.alerting.alert;

import java.util.Map;

/** By what alerts are matched, grouped and told apart. */
public final class Labels {
    private Labels() {}

    /**
     * {@code alertname} (Plumbline quality, Plumbline drift), {@code project}, {@code feature}, {@code kind}, {@code subject}
     * (the score or the finding), {@code severity} (page or ticket) and {@code slice} (the worst one, as the alert names it).
     */
    public static Map<String, String> of(Alert alert) {
        return Map.of(
                "alertname", "Plumbline " + alert.subject().kind(),
                "project", String.valueOf(alert.subject().projectId()),
                "feature", alert.subject().feature(),
                "kind", alert.subject().kind(),
                "subject", alert.subject().name(),
                "severity", alert.severity(),
                "slice", alert.evidence().slice());
    }
}
