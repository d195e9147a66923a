package dev.plumbline.alerting.intake;

import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.alert.Evidence;
import dev.plumbline.alerting.alert.NewAlert;
import dev.plumbline.alerting.definition.DefinitionStore;
import dev.plumbline.alerting.definition.Definitions;
import dev.plumbline.alerting.definition.RuleDefinition;
import dev.plumbline.alerting.definition.RuleDefinition.Kind;
import dev.plumbline.alerting.notify.NotificationStore;
import dev.plumbline.alerting.pause.PauseStore;
import dev.plumbline.contracts.event.DriftChanged;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Follows a finding with a ticket. Drift by itself never pages. */
@Singleton
class DriftAlertStore {
    private final FollowedStore followed;
    private final AlertStore alerts;
    private final NotificationStore notifications;
    private final DefinitionStore definitions;
    private final PauseStore pauses;
    private final Clock clock;

    DriftAlertStore(
            FollowedStore followed,
            AlertStore alerts,
            NotificationStore notifications,
            DefinitionStore definitions,
            PauseStore pauses,
            Clock clock) {
        this.definitions = definitions;
        this.pauses = pauses;
        this.followed = followed;
        this.alerts = alerts;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Follows an event once; false when it was followed before. */
    boolean follow(DriftChanged event) throws SQLException {
        return followed.once(event.header().id(), connection -> apply(connection, event, alert(event)));
    }

    private void apply(Connection connection, DriftChanged event, NewAlert alert) throws SQLException {
        OptionalLong changed = switch (event.change()) {
            case "opened" -> isWanted(connection, event) ? alerts.open(connection, alert) : OptionalLong.empty();
            case "closed" ->
                alerts.resolve(connection, alert.subject(), event.evidence().untilNano(), null);
            default -> {
                alerts.renew(connection, alert);
                yield OptionalLong.empty();
            }
        };
        if (changed.isPresent()) {
            notifications.enqueue(connection, alerts.get(connection, changed.getAsLong()));
        }
    }

    /** A finding below the least share of its rule, or of a rule that is paused, opens nothing, now or later. */
    private boolean isWanted(Connection connection, DriftChanged event) throws SQLException {
        int project = event.subject().projectId();
        String feature = event.subject().feature();
        Optional<RuleDefinition> rule = definitions
                .inForce(connection)
                .of(Kind.DRIFT, project, feature, "")
                .map(Definitions.Version::rule);
        String name = rule.map(RuleDefinition::name).orElse(Kind.DRIFT.text());
        boolean paused = pauses.recent(connection).stream()
                .anyMatch(
                        pause -> pause.isActive(clock.instant()) && pause.what().covers(project, name, feature, ""));
        double least = rule.map(written -> written.scope().amount()).orElse(0.0);
        return !paused && event.evidence().share().estimate() >= least;
    }

    private static NewAlert alert(DriftChanged event) {
        DriftChanged.Evidence evidence = event.evidence();
        DriftChanged.Interval share = evidence.share();
        return new NewAlert(
                new NewAlert.Subject(
                        event.subject().projectId(), event.subject().feature(), "drift", event.findingId()),
                "ticket",
                event.statement(),
                new Evidence(
                        new Evidence.Measure(
                                evidence.windowSessions(),
                                null,
                                new Evidence.Share(share.estimate(), share.low(), share.high()),
                                null,
                                null,
                                null),
                        "",
                        List.of(),
                        List.of(),
                        event.exampleTraceIds(),
                        List.of(),
                        new Evidence.Period(evidence.sinceNano(), evidence.untilNano())),
                evidence.sinceNano());
    }
}
