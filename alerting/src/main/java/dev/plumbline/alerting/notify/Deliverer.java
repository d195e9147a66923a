package dev.plumbline.alerting.notify;

import dev.plumbline.alerting.receiver.ReceiverStore;
import dev.plumbline.alerting.webhook.Attempt;
import dev.plumbline.alerting.webhook.Target;
import dev.plumbline.alerting.webhook.WebhookClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends what is due: each receiver in its own task, so that a slow one delays only itself, as long as fewer than
 * {@link #MOST_AT_ONCE} are slow at the same time.
 *
 * <p>{@code plumbline.alerting.deliveries} counts attempts by {@code end}: {@code delivered}, {@code pending} (it will be
 * tried again) and {@code failed} (it will not).
 */
@Singleton
class Deliverer {
    static final int MOST_AT_ONCE = 16;

    private static final Logger LOG = Logger.getLogger(Deliverer.class);

    private final NotificationStore notifications;
    private final ReceiverStore receivers;
    private final WebhookClient webhooks;
    private final ManagedExecutor executor;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();

    Deliverer(
            NotificationStore notifications,
            ReceiverStore receivers,
            WebhookClient webhooks,
            ManagedExecutor executor,
            MeterRegistry metrics,
            Clock clock) {
        this.notifications = notifications;
        this.receivers = receivers;
        this.webhooks = webhooks;
        this.executor = executor;
        this.metrics = metrics;
        this.clock = clock;
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
                Optional<Attempt> attempt = attempt(receiver, due.get());
                if (attempt.isEmpty()) {
                    return;
                }
                String end = notifications.mark(due.get(), attempt.get());
                metrics.counter("plumbline.alerting.deliveries", "end", end).increment();
                if (!attempt.get().delivered()) {
                    return;
                }
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("delivery to receiver %d stopped: %s", receiver, e.toString());
        } finally {
            busy.remove(receiver);
        }
    }

    /** Nothing when the receiver is gone or disabled. */
    private Optional<Attempt> attempt(int receiver, Due due) {
        Optional<Target> target;
        try {
            target = receivers.target(receiver);
        } catch (IllegalStateException secretCannotBeOpened) {
            return Optional.of(Attempt.notSent(clock.instant(), String.valueOf(secretCannotBeOpened.getMessage())));
        }
        return target.map(where -> webhooks.post(where, due.id(), due.body()));
    }
}
