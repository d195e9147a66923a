package dev.plumbline.console.alert;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Visible;

import java.util.ArrayList;
import java.util.List;

/** What happened to an alert and who heard of it, in words. */
final class Notices {
    private static final int NAME = 80;
    private static final int LINE = 400;
    private static final double MILLI = 1e6;

    private Notices() {}

    static List<AlertPage.Event> history(AlertDetail detail) {
        return detail.history().stream()
                .map(change -> new AlertPage.Event(
                        Moment.second(change.at()),
                        Visible.line(change.change(), NAME),
                        Visible.line(change.actor(), NAME),
                        Visible.line(change.comment(), LINE)))
                .toList();
    }

    static List<AlertPage.Told> told(AlertDetail detail) {
        return detail.notifications().stream()
                .map(notification -> new AlertPage.Told(
                        notification.id(),
                        Visible.line(notification.receiver(), NAME),
                        Visible.line(notification.state(), NAME),
                        pending(notification) ? "next attempt " + Moment.second(notification.nextAt()) : "",
                        !pending(notification),
                        attempts(notification.attempts())))
                .toList();
    }

    private static boolean pending(AlertDetail.Notification notification) {
        return notification.state().equals("pending");
    }

    private static List<AlertPage.Attempt> attempts(List<AlertDetail.Attempt> attempts) {
        List<AlertPage.Attempt> lines = new ArrayList<>();
        for (AlertDetail.Attempt attempt : attempts) {
            String error = Visible.line(attempt.error(), LINE);
            String status = attempt.status() == null ? "no answer" : "answered " + attempt.status();
            lines.add(new AlertPage.Attempt(
                    lines.size() + 1,
                    Moment.second(attempt.at()),
                    Amount.duration(attempt.millis() * MILLI),
                    error.isEmpty() ? status : status + ": " + error));
        }
        return List.copyOf(lines);
    }
}
