package dev.plumbline.alerting.heartbeat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.receiver.Addressee;
import dev.plumbline.alerting.receiver.ReceiverStore;
import dev.plumbline.alerting.rule.RuleCycle;
import dev.plumbline.alerting.webhook.Attempt;
import dev.plumbline.alerting.webhook.WebhookClient;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Sends heartbeats to the receivers that want them, as long as the database answers and the rules' cycle comes round: what
 * cannot judge must not claim to be alive. A beat is not retried; the next one comes.
 */
@Singleton
class Heartbeat {
    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    private static final Duration LONGEST_CYCLE = Duration.ofMinutes(2);

    private final HeartbeatStore store;
    private final ReceiverStore receivers;
    private final WebhookClient webhooks;
    private final RuleCycle cycle;
    private final AlertingConfig config;
    private final ManagedExecutor executor;
    private final Clock clock;

    Heartbeat(
            HeartbeatStore store,
            ReceiverStore receivers,
            WebhookClient webhooks,
            RuleCycle cycle,
            AlertingConfig config,
            ManagedExecutor executor,
            Clock clock) {
        this.store = store;
        this.receivers = receivers;
        this.webhooks = webhooks;
        this.cycle = cycle;
        this.config = config;
        this.executor = executor;
        this.clock = clock;
    }

    @Scheduled(every = "1s", delayed = "3s", concurrentExecution = ConcurrentExecution.SKIP)
    void beat() throws SQLException {
        if (cycle.lastRound().isBefore(clock.instant().minus(LONGEST_CYCLE))) {
            return;
        }
        for (OptionalInt due = store.take(); due.isPresent(); due = store.take()) {
            send(due.getAsInt());
        }
    }

    private void send(int receiver) throws SQLException {
        Optional<Addressee> addressee = receivers.addressee(receiver);
        if (addressee.isEmpty()) {
            return;
        }
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("type", "heartbeat");
        message.put("timestamp", clock.instant().toString());
        HeartbeatStore.Standing standing = store.standing();
        message.putObject("data")
                .put("open", standing.open())
                .put("undelivered", standing.undelivered())
                .put("disabledReceivers", standing.disabledReceivers());
        webhooks.send(
                        addressee.get().target(),
                        "msg_" + UUID.randomUUID(),
                        addressee.get().body(message, config.consoleUrl()))
                .thenAcceptAsync(attempt -> ended(receiver, attempt), executor);
    }

    private void ended(int receiver, Attempt attempt) {
        try {
            store.ended(receiver, attempt.delivered() ? null : attempt.status() + " " + attempt.error());
        } catch (SQLException e) {
            LOG.warnf("how the heartbeat of receiver %d ended is lost: %s", receiver, e.getMessage());
        }
    }
}
