package dev.plumbline.alerting.notify;

import dev.plumbline.alerting.receiver.ReceiverStore;
import dev.plumbline.alerting.webhook.Attempt;
import dev.plumbline.alerting.webhook.Target;
import dev.plumbline.alerting.webhook.WebhookClient;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends what is due: each receiver in its own task, so that a slow one delays only itself. */
@Singleton
class Deliverer {
    private static final Logger LOG = Logger.getLogger(Deliverer.class);
    private static final int MOST_AT_ONCE = 16;

    private final NotificationStore notifications;
    private final ReceiverStore receivers;
    private final WebhookClient webhooks;
    private final ManagedExecutor executor;
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();

    Deliverer(
            NotificationStore notifications,
            ReceiverStore receivers,
            WebhookClient webhooks,
            ManagedExecutor executor) {
        this.notifications = notifications;
        this.receivers = receivers;
        this.webhooks = webhooks;
        this.executor = executor;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void deliver() throws SQLException {
        List<Integer> waiting = notifications.waiting();
        for (int receiver : waiting) {
            if (busy.size() < MOST_AT_ONCE && busy.add(receiver)) {
                executor.execute(() -> serve(receiver));
            }
        }
    }

    private void serve(int receiver) {
        try {
            for (Optional<Due> due = notifications.lease(receiver);
                    due.isPresent();
                    due = notifications.lease(receiver)) {
                Optional<Target> target = receivers.target(receiver);
                if (target.isEmpty()) {
                    return;
                }
                Attempt attempt =
                        webhooks.post(target.get(), due.get().id(), due.get().body());
                notifications.mark(due.get(), attempt);
                if (!attempt.delivered()) {
                    return;
                }
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("delivery to receiver %d stopped: %s", receiver, e.toString());
        } finally {
            busy.remove(receiver);
        }
    }
}
