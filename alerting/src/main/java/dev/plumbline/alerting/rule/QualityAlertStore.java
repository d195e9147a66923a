package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.alert.Evidence;
import dev.plumbline.alerting.alert.NewAlert;
import dev.plumbline.alerting.audit.AuditStore;
import dev.plumbline.alerting.detect.Recent;
import dev.plumbline.alerting.detect.Step;
import dev.plumbline.alerting.notify.NotificationStore;
import dev.plumbline.alerting.slice.SliceSearch;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Follows a rule with a page, or with a ticket where its scorer has not earned to page: opened with its evidence, ended
 * with the rule. While an open one names no slice it is looked at again with every step; when the bad scores turn out to
 * be in one, statement and evidence are renewed and nobody is told twice.
 */
@Singleton
class QualityAlertStore {
    private static final int EXAMPLES = 5;

    private final StepStore steps;
    private final AlertStore alerts;
    private final NotificationStore notifications;
    private final AuditStore audit;
    private final AlertingConfig config;

    QualityAlertStore(
            StepStore steps,
            AlertStore alerts,
            NotificationStore notifications,
            AuditStore audit,
            AlertingConfig config) {
        this.audit = audit;
        this.steps = steps;
        this.alerts = alerts;
        this.notifications = notifications;
        this.config = config;
    }

    /** A closed step. @param why the rule changed in it, beyond the numbers */
    record Moment(long step, @Nullable String why) {}

    /** Rules whose page a person has ended begin anew. */
    void release(Connection connection, RuleStore.Feature feature, Map<String, RuleState> rules) throws SQLException {
        for (Map.Entry<String, RuleState> rule : rules.entrySet()) {
            if (rule.getValue().firing() && !alerts.isOpen(connection, subject(feature, rule.getKey()))) {
                rule.setValue(QualityRule.released(rule.getValue()));
            }
        }
    }

    /** Returns the rule's state, with the slice that its page names. */
    RuleState follow(Connection connection, StepStore.Named rule, QualityRule.Outcome outcome, Moment moment)
            throws SQLException {
        long step = moment.step();
        String why = moment.why();
        if (why != null) {
            audit.write(
                    connection,
                    new AuditStore.Entry(
                            "plumbline",
                            "measure anew",
                            "rule/" + rule.feature().name() + "/" + rule.score(),
                            null,
                            Map.of("why", why)));
        }
        if (outcome.change() == QualityRule.Outcome.Change.RESOLVED) {
            tell(connection, alerts.resolve(connection, subject(rule.feature(), rule.score()), Step.end(step), why));
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
                subject(rule.feature(), rule.score()),
                steps.mayPage(connection, rule, first, step) ? "page" : "ticket",
                Verdicts.statement(rule.feature().name(), rule.score(), evidence, shown.rest()),
                evidence,
                period.fromNano());
    }

    private static NewAlert.Subject subject(RuleStore.Feature feature, String score) {
        return new NewAlert.Subject(feature.projectId(), feature.name(), "quality", score);
    }
}
