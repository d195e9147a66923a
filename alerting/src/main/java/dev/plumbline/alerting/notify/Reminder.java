package dev.plumbline.alerting.notify;

import dev.plumbline.alerting.AlertingConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.sql.SQLException;

/**
 * Tells what was held back once its silence is over, and tells again of pages that last and that nobody has taken on, and
 * of alerts whose snooze is over.
 */
@Singleton
class Reminder {
    private final ReminderStore store;
    private final NotificationStore notifications;
    private final AlertingConfig config;

    Reminder(ReminderStore store, NotificationStore notifications, AlertingConfig config) {
        this.notifications = notifications;
        this.store = store;
        this.config = config;
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void remind() throws SQLException {
        notifications.release();
        boolean more = true;
        while (more) {
            more = store.remindOne(config.repeat());
        }
    }
}
