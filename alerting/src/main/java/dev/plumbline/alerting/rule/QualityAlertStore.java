package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.alert.NewAlert;
import dev.plumbline.alerting.audit.AuditStore;
import dev.plumbline.alerting.detect.Step;
import dev.plumbline.alerting.notify.NotificationStore;
import dev.plumbline.alerting.quality.QualityRule;
import dev.plumbline.alerting.quality.RuleState;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Follows a rule with a page, or with a ticket where its scorer has not earned to page: opened with its evidence, ended
 * with the rule. While an open one names no slice it is looked at again with every step; when the bad scores turn out to
 * be in one, statement and evidence are renewed and nobody is told twice.
 */
@Singleton
class QualityAlertStore {
    private final EvidenceStore evidence;
    private final AlertStore alerts;
    private final NotificationStore notifications;
    private final AuditStore audit;

    QualityAlertStore(EvidenceStore evidence, AlertStore alerts, NotificationStore notifications, AuditStore audit) {
        this.evidence = evidence;
        this.audit = audit;
        this.alerts = alerts;
        this.notifications = notifications;
    }

    /** Rules whose page a person has ended begin anew; those that are in force no more are gone. */
    void release(Connection connection, RuleStore.Feature feature, Watches watches, Map<String, RuleState> rules)
            throws SQLException {
        for (Iterator<Map.Entry<String, RuleState>> each = rules.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, RuleState> rule = each.next();
            Optional<Watch> watch = watches.of(feature, rule.getKey());
            if (watch.isEmpty()) {
                each.remove();
            } else if (rule.getValue().firing()
                    && !alerts.isOpen(connection, watch.get().subject(feature))) {
                rule.setValue(QualityRule.released(rule.getValue()));
            }
        }
    }

    /** Returns the rule's state, with the slice that its page names. */
    RuleState follow(Connection connection, RuleStore.Feature feature, Walk.Moved moved) throws SQLException {
        QualityRule.Outcome outcome = moved.outcome();
        NewAlert.Subject subject = moved.watch().subject(feature);
        String why = outcome.why(moved.before());
        if (why != null) {
            audit.write(
                    connection,
                    new AuditStore.Entry(
                            "plumbline",
                            "measure anew",
                            "rule/" + feature.name() + "/" + subject.name(),
                            null,
                            Map.of("why", why)));
        }
        if (outcome.change() == QualityRule.Outcome.Change.RESOLVED) {
            tell(connection, alerts.resolve(connection, subject, Step.end(moved.step()), why));
            return outcome.state();
        }
        if (outcome.change() == QualityRule.Outcome.Change.OPENED) {
            NewAlert alert = evidence.alert(connection, feature, moved, true);
            tell(connection, alerts.open(connection, alert));
            return outcome.state().naming(alert.evidence().slice());
        }
        if (outcome.state().firesWithoutName()) {
            NewAlert alert = evidence.alert(connection, feature, moved, true);
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
}
