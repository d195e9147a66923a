package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.alert.Evidence;
import dev.plumbline.alerting.alert.NewAlert;
import dev.plumbline.alerting.detect.Recent;
import dev.plumbline.alerting.detect.Step;
import dev.plumbline.alerting.notify.NotificationStore;
import dev.plumbline.alerting.slice.SliceSearch;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * Follows a rule with a page: opened with its evidence, ended with the rule. While an open page names no slice it is
 * looked at again with every step; when the bad scores turn out to be in one, statement and evidence are renewed and
 * nobody is told twice.
 */
@Singleton
class QualityAlertStore {
    private static final int EXAMPLES = 5;

    private final StepStore steps;
    private final AlertStore alerts;
    private final NotificationStore notifications;
    private final AlertingConfig config;

    QualityAlertStore(StepStore steps, AlertStore alerts, NotificationStore notifications, AlertingConfig config) {
        this.steps = steps;
        this.alerts = alerts;
        this.notifications = notifications;
        this.config = config;
    }

    /** Returns the rule's state, with the slice that its page names. */
    RuleState follow(Connection connection, StepStore.Named rule, QualityRule.Outcome outcome, long step)
            throws SQLException {
        if (outcome.change() == QualityRule.Outcome.Change.RESOLVED) {
            tell(connection, alerts.resolve(connection, subject(rule), Step.end(step)));
            return outcome.state();
        }
        if (outcome.change() == QualityRule.Outcome.Change.OPENED) {
            NewAlert alert = alert(connection, rule, outcome, step);
            tell(connection, alerts.open(connection, alert));
            return outcome.state().naming(alert.evidence().slice());
        }
        if (outcome.state().firesWithoutName()) {
            NewAlert alert = alert(connection, rule, outcome, step);
            if (!alert.evidence().slice().isEmpty()) {
                alerts.renew(connection, alert);
                return outcome.state().naming(alert.evidence().slice());
            }
        }
        return outcome.state();
    }

    private void tell(Connection connection, OptionalLong alert) throws SQLException {
        if (alert.isPresent()) {
            notifications.enqueue(connection, alerts.get(connection, alert.getAsLong()));
        }
    }

    private NewAlert alert(Connection connection, StepStore.Named rule, QualityRule.Outcome outcome, long step)
            throws SQLException {
        long first = step - Recent.STEPS + 1;
        Verdicts.Shown shown = Verdicts.shown(
                outcome,
                SliceSearch.worst(
                        steps.scores(connection, rule, first, step),
                        outcome.state().series().keySet()));
        Evidence.Period period = Verdicts.period(outcome, step);
        Evidence evidence = Verdicts.evidence(
                outcome,
                shown,
                config.threshold(),
                new Verdicts.Context(
                        steps.examples(connection, rule, shown.slice(), first, step, EXAMPLES),
                        alerts.openFindings(
                                connection,
                                rule.feature().projectId(),
                                rule.feature().name()),
                        period));
        return new NewAlert(
                subject(rule),
                "page",
                Verdicts.statement(rule.feature().name(), rule.score(), evidence, shown.rest()),
                evidence,
                period.fromNano());
    }

    private static NewAlert.Subject subject(StepStore.Named rule) {
        return new NewAlert.Subject(rule.feature().projectId(), rule.feature().name(), "quality", rule.score());
    }
}
