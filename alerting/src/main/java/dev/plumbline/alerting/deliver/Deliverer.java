package dev.plumbline.alerting.deliver;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.receiver.Addressee;
import dev.plumbline.alerting.receiver.ReceiverStore;
import dev.plumbline.alerting.webhook.Attempt;
import dev.plumbline.alerting.webhook.WebhookClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * Sends what is due: each receiver by itself, one message at a time, and no thread waits for an answer, so that however
 * many are slow, no other is delayed.
 *
 * <p>{@code plumbline.alerting.deliveries} counts attempts by {@code end}: {@code delivered}, {@code pending} (it will be
 * tried again) and {@code failed} (it will not).
 */
@Singleton
class Deliverer {
    private static final Logger LOG = Logger.getLogger(Deliverer.class);

    private final LeaseStore notifications;
    private final ReceiverStore receivers;
    private final WebhookClient webhooks;
    private final ManagedExecutor executor;
    private final AlertingConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();

    Deliverer(
            LeaseStore notifications,
            ReceiverStore receivers,
            WebhookClient webhooks,
            ManagedExecutor executor,
            AlertingConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this.notifications = notifications;
        this.receivers = receivers;
        this.webhooks = webhooks;
        this.executor = executor;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void deliver() throws SQLException {
        for (int receiver : notifications.waiting()) {
            if (busy.add(receiver)) {
                onWorker(receiver, () -> next(receiver));
            }
        }
    }

    private void next(int receiver) throws SQLException {
        Optional<Due> due = notifications.lease(receiver);
        Optional<CompletionStage<Attempt>> attempt = due.isEmpty() ? Optional.empty() : attempt(receiver, due.get());
        if (due.isEmpty() || attempt.isEmpty()) {
            busy.remove(receiver);
            return;
        }
        Due sent = due.get();
        attempt.get().whenComplete((ended, failure) -> onWorker(receiver, () -> mark(receiver, sent, ended)));
    }

    private void mark(int receiver, Due due, Attempt attempt) throws SQLException {
        String end = notifications.mark(due, attempt);
        metrics.counter("plumbline.alerting.deliveries", "end", end).increment();
        if (attempt.delivered()) {
            next(receiver);
        } else {
            busy.remove(receiver);
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** Whatever goes wrong, the receiver's next turn comes; a lease that was taken runs out by itself. */
    private void onWorker(int receiver, Work work) {
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } catch (SQLException | RuntimeException e) {
                    LOG.warnf("delivery to receiver %d stopped: %s", receiver, e.toString());
                    busy.remove(receiver);
                }
            });
        } catch (RejectedExecutionException stopping) {
            busy.remove(receiver);
        }
    }

    /** Nothing when the receiver is gone or disabled. */
    private Optional<CompletionStage<Attempt>> attempt(int receiver, Due due) {
        Optional<Addressee> addressee;
        try {
            addressee = receivers.addressee(receiver);
        } catch (IllegalStateException secretCannotBeOpened) {
            return Optional.of(CompletableFuture.completedFuture(
                    Attempt.notSent(clock.instant(), String.valueOf(secretCannotBeOpened.getMessage()))));
        }
        return addressee.map(to -> webhooks.send(to.target(), due.id(), to.body(due.message(), config.consoleUrl()))
                .thenApply(attempt -> isRefusal(to, attempt) ? attempt.asRefused() : attempt));
    }

    private static boolean isRefusal(Addressee to, Attempt attempt) {
        Integer status = attempt.status();
        return status != null && to.encoding().isRefusal(status);
    }
}
