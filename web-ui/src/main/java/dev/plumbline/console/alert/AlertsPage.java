package dev.plumbline.console.alert;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;

import java.time.Instant;
import java.util.List;

/**
 * The list of alerts.
 *
 * @param state {@code open}, {@code resolved} or {@code all}
 * @param watched what could raise one
 */
record AlertsPage(String state, Card<List<AlertLine>> rows, Card<List<Watched>> watched, Links links) {

    /** @param next the next page, empty on the last; {@code fragment} refreshes the list */
    record Links(String here, String next, String fragment) {}

    static AlertsPage of(
            Frame frame, String state, Card<AlertClient.Page> page, Card<List<Watched>> watched, Instant now) {
        Url here = frame.to("/alerts").with("state", state);
        String next =
                page.map(found -> found.next() == null ? "" : found.next()).orElse("");
        return new AlertsPage(
                state,
                page.map(found -> found.alerts().stream()
                        .map(alert -> AlertLine.of(alert, now))
                        .toList()),
                watched,
                new Links(
                        here.toString(),
                        next.isEmpty() ? "" : here.with("cursor", next).toString(),
                        here.at("/x/alerts").toString()));
    }

    public List<String> states() {
        return List.of("open", "resolved", "all");
    }
}
