package dev.plumbline.console.alert;

import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Visible;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * An alert in a list.
 *
 * @param state as its owner names it
 * @param statement the verdict in a sentence
 * @param since when it began, and how long ago
 */
public record AlertLine(String id, String state, String severity, Where where, String statement, String since) {
    private static final int NAME = 60;
    private static final int LINE = 400;

    /** @param acknowledged by whom; empty while nobody did */
    public record Where(String kind, String feature, String name, String acknowledged) {}

    static AlertLine of(Alert alert, Instant now) {
        String by = alert.times().acknowledgedBy();
        Instant opened = alert.times().openedAt();
        return new AlertLine(
                String.valueOf(alert.id()),
                alert.state(),
                alert.severity(),
                new Where(
                        alert.subject().kind(),
                        Visible.line(alert.subject().feature(), NAME),
                        Visible.line(alert.subject().name(), NAME),
                        Visible.line(by, NAME)),
                Visible.line(alert.statement(), LINE),
                Moment.second(opened) + ", " + Moment.ago(opened, now));
    }

    static List<AlertLine> worstFirst(List<Alert> alerts, Instant now) {
        return alerts.stream()
                .sorted(Comparator.comparing((Alert alert) -> !alert.severity().equals("page"))
                        .thenComparing(Alert::id, Comparator.reverseOrder()))
                .map(alert -> of(alert, now))
                .toList();
    }
}
