package dev.plumbline.alerting.forward;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.encode.Encoding;
import dev.plumbline.alerting.receiver.Addressee;
import dev.plumbline.alerting.receiver.ReceiverStore;
import dev.plumbline.alerting.webhook.Attempt;
import dev.plumbline.alerting.webhook.WebhookClient;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Posts to every receiver of the form {@code alertmanager_api}, once a minute, all alerts that it was told of and that last,
 * and those that have just ended: an Alertmanager forgets an alert after five minutes, and all of them when it restarts.
 */
@Singleton
class Forwarder {
    private static final Logger LOG = Logger.getLogger(Forwarder.class);

    private final ForwardStore store;
    private final ReceiverStore receivers;
    private final WebhookClient webhooks;
    private final AlertingConfig config;
    private final ManagedExecutor executor;

    Forwarder(
            ForwardStore store,
            ReceiverStore receivers,
            WebhookClient webhooks,
            AlertingConfig config,
            ManagedExecutor executor) {
        this.store = store;
        this.receivers = receivers;
        this.webhooks = webhooks;
        this.config = config;
        this.executor = executor;
    }

    @Scheduled(every = "2s", delayed = "4s", concurrentExecution = ConcurrentExecution.SKIP)
    void forward() throws SQLException {
        for (OptionalInt due = store.take(); due.isPresent(); due = store.take()) {
            send(due.getAsInt());
        }
    }

    private void send(int receiver) throws SQLException {
        List<JsonNode> messages = store.told(receiver);
        Optional<Addressee> to = receivers.addressee(receiver);
        if (messages.isEmpty() || to.isEmpty()) {
            return;
        }
        String body = Encoding.forward(messages, new Encoding.Recipient(to.get().name(), "", config.consoleUrl()));
        webhooks.send(to.get().target(), "msg_" + UUID.randomUUID(), body)
                .thenAcceptAsync(attempt -> ended(receiver, attempt), executor);
    }

    private void ended(int receiver, Attempt attempt) {
        try {
            store.ended(receiver, attempt.delivered() ? null : attempt.status() + " " + attempt.error());
        } catch (SQLException e) {
            LOG.warnf("how the alerts for receiver %d were taken is lost: %s", receiver, e.getMessage());
        }
    }
}
