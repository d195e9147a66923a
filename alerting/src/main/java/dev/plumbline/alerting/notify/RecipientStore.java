package dev.plumbline.alerting.notify;

import dev.plumbline.alerting.alert.Alert;
import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.alert.Labels;
import dev.plumbline.alerting.encode.Encoding;
import dev.plumbline.alerting.receiver.ReceiverStore;
import dev.plumbline.alerting.receiver.ReceiverStore.Listening;
import dev.plumbline.alerting.route.Route;
import dev.plumbline.alerting.route.Routing;
import dev.plumbline.alerting.route.RoutingStore;
import dev.plumbline.alerting.silence.Silence;
import dev.plumbline.alerting.silence.SilenceStore;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is to be told of an alert, and whether something holds it back for now. Without a routing file: every live receiver
 * whose own matchers match. With one: the receivers of the routes, each once, by the first of its routes; when none of them
 * is there, all that are, since an alert that nobody hears of is worse than one too many. Whoever has heard of an alert is
 * told of its end.
 */
@Singleton
class RecipientStore {
    private static final Logger LOG = Logger.getLogger(RecipientStore.class);

    private final RoutingStore routing;
    private final ReceiverStore receivers;
    private final SilenceStore silences;
    private final AlertStore alerts;
    private final Clock clock;

    RecipientStore(
            RoutingStore routing, ReceiverStore receivers, SilenceStore silences, AlertStore alerts, Clock clock) {
        this.routing = routing;
        this.receivers = receivers;
        this.silences = silences;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** In the caller's transaction, so that what is told and what is held back are decided together. */
    List<Recipient> of(Connection connection, Alert alert) throws SQLException {
        List<Listening> listening = receivers.listening(connection, alert);
        Map<Integer, @Nullable Route> routes = routes(alert, listening);
        Recipient.Held everywhere = everywhere(connection, alert);
        Instant now = clock.instant();
        return listening.stream()
                .filter(receiver -> routes.containsKey(receiver.id()))
                .map(receiver -> {
                    Route route = routes.get(receiver.id());
                    return new Recipient(
                            receiver.id(),
                            route == null ? null : group(receiver, route, alert),
                            everywhere != null ? everywhere : muted(route, now),
                            receiver.toldAt());
                })
                .toList();
    }

    private Map<Integer, @Nullable Route> routes(Alert alert, List<Listening> listening) {
        Map<Integer, @Nullable Route> routes = new LinkedHashMap<>();
        Optional<Routing> tree = routing.routing();
        if (tree.isPresent()) {
            for (Route route : tree.get().root().match(Labels.of(alert))) {
                listening.stream()
                        .filter(receiver -> receiver.name().equals(route.receiver()))
                        .forEach(receiver -> routes.putIfAbsent(receiver.id(), route));
            }
            if (routes.isEmpty()) {
                LOG.warnf("no receiver of the routes of alert %d is there: all are told", alert.id());
                listening.forEach(receiver -> routes.put(receiver.id(), null));
            }
        }
        for (Listening receiver : listening) {
            boolean wanted = tree.isEmpty() && receiver.wanted();
            if (wanted || receiver.heard() && alert.state().equals("resolved")) {
                routes.putIfAbsent(receiver.id(), null);
            }
        }
        return routes;
    }

    /** An incident of PagerDuty is one alert, so that its end finds it. */
    private static Recipient.Group group(Listening receiver, Route route, Alert alert) {
        Route.Timing timing = route.timing();
        String key =
                receiver.encoding() == Encoding.PAGERDUTY ? "alert " + alert.id() : route.groupKey(Labels.of(alert));
        return new Recipient.Group(key, timing.hold(), timing.interval(), timing.repeat());
    }

    private Recipient.@Nullable Held everywhere(Connection connection, Alert alert) throws SQLException {
        Instant now = clock.instant();
        Optional<Silence> silence = silences.active(connection).stream()
                .filter(one -> one.covers(alert, now))
                .findFirst();
        if (silence.isPresent()) {
            return new Recipient.Held("silence", silence.get().id());
        }
        Optional<Routing> tree = routing.routing();
        if (tree.isEmpty() || tree.get().inhibitRules().isEmpty()) {
            return null;
        }
        List<Map<String, String>> firing = alerts
                .firing(connection, alert.subject().projectId())
                .stream()
                .filter(other -> other.id() != alert.id())
                .map(Labels::of)
                .toList();
        return tree.get().inhibitRules().stream().anyMatch(rule -> rule.inhibits(Labels.of(alert), firing))
                ? new Recipient.Held("inhibited", null)
                : null;
    }

    private Recipient.@Nullable Held muted(@Nullable Route route, Instant now) {
        return route != null && routing.routing().orElseThrow().isMuted(route, now)
                ? new Recipient.Held("muted", null)
                : null;
    }
}
