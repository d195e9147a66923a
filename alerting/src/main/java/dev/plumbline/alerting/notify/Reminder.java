package dev.plumbline.alerting.notify;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.route.Routing;
import dev.plumbline.alerting.route.RoutingStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.sql.SQLException;

/**
 * Tells what was held back once nothing does so any more, and tells again of pages that last and that nobody has taken on, and
 * of alerts whose snooze is over.
 */
@Singleton
class Reminder {
    private final ReminderStore store;
    private final NotificationStore notifications;
    private final AlertingConfig config;
    private final RoutingStore routing;

    Reminder(ReminderStore store, NotificationStore notifications, AlertingConfig config, RoutingStore routing) {
        this.routing = routing;
        this.notifications = notifications;
        this.store = store;
        this.config = config;
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void remind() throws SQLException {
        notifications.release();
        boolean more = true;
        while (more) {
            more = store.remindOne(
                    routing.routing().map(Routing::shortestRepeat).orElse(config.repeat()));
        }
    }
}
