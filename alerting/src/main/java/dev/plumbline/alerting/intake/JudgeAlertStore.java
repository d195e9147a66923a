package dev.plumbline.alerting.intake;

import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.judge.JudgeAlert;
import dev.plumbline.alerting.notify.NotificationStore;
import dev.plumbline.contracts.event.JudgeChanged;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Follows a judge that has got worse with a ticket. The ids of events that were followed stand with those of drift. */
@Singleton
class JudgeAlertStore {
    private final DataSource database;
    private final AlertStore alerts;
    private final NotificationStore notifications;
    private final Clock clock;

    JudgeAlertStore(DataSource database, AlertStore alerts, NotificationStore notifications, Clock clock) {
        this.database = database;
        this.alerts = alerts;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Follows an event once; false when it was followed before. */
    boolean follow(JudgeChanged event) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean fresh = isFresh(connection, event);
                if (fresh) {
                    apply(connection, event);
                }
                connection.commit();
                return fresh;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private boolean isFresh(Connection connection, JudgeChanged event) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SignalSql.DRIFT_EVENT)) {
            insert.setString(1, event.header().id());
            insert.setTimestamp(2, Timestamp.from(clock.instant()));
            return insert.executeUpdate() == 1;
        }
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
