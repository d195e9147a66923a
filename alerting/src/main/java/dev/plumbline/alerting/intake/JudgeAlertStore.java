package dev.plumbline.alerting.intake;

import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.judge.JudgeAlert;
import dev.plumbline.alerting.notify.NotificationStore;
import dev.plumbline.contracts.event.JudgeChanged;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Follows a judge that has got worse with a ticket. */
@Singleton
class JudgeAlertStore {
    private final FollowedStore followed;
    private final AlertStore alerts;
    private final NotificationStore notifications;

    JudgeAlertStore(FollowedStore followed, AlertStore alerts, NotificationStore notifications) {
        this.followed = followed;
        this.alerts = alerts;
        this.notifications = notifications;
    }

    /** Follows an event once; false when it was followed before. */
    boolean follow(JudgeChanged event) throws SQLException {
        return followed.once(event.header().id(), connection -> apply(connection, event));
    }

    private void apply(Connection connection, JudgeChanged event) throws SQLException {
        OptionalLong changed = OptionalLong.empty();
        if (event.change().equals("recovered")) {
            changed = alerts.resolve(
                    connection, JudgeAlert.subject(event), event.period().untilNano(), event.statement());
        } else if (alerts.isOpen(connection, JudgeAlert.subject(event))) {
            alerts.renew(connection, JudgeAlert.of(event));
        } else {
            changed = alerts.open(connection, JudgeAlert.of(event));
        }
        if (changed.isPresent()) {
            notifications.enqueue(connection, alerts.get(connection, changed.getAsLong()));
        }
    }
}
