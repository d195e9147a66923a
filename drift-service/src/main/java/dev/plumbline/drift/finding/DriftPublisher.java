package dev.plumbline.drift.finding;

import dev.plumbline.tracestore.outbox.Outbox;
import dev.plumbline.tracestore.outbox.Outbox.BusException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import java.sql.SQLException;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/** Relays changes of findings to Kafka; while the bus is away the outbox grows and watching goes on. */
@Singleton
class DriftPublisher {
    private static final Logger LOG = Logger.getLogger(DriftPublisher.class);
    private static final int BATCH = 200;

    private final DataSource database;
    private final MutinyEmitter<byte[]> bus;
    private final Outbox outbox = new Outbox("drift");
    private boolean away;

    DriftPublisher(DataSource database, @Channel("drift") MutinyEmitter<byte[]> bus) {
        this.database = database;
        this.bus = bus;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void relay() throws SQLException {
        try {
            int sent;
            do {
                sent = outbox.relay(database, BATCH, this::send);
            } while (sent == BATCH);
            if (away) {
                LOG.info("the bus is back; the outbox is being emptied");
            }
            away = false;
        } catch (BusException e) {
            if (!away) {
                LOG.warnf("%s; findings wait in the outbox", e.getMessage());
            }
            away = true;
        }
    }

    private CompletionStage<Void> send(Outbox.Event event) {
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(event.topic())
                .withKey(event.key())
                .build();
        return bus.sendMessage(Message.of(event.value()).addMetadata(metadata)).subscribeAsCompletionStage();
    }
}
