package dev.plumbline.ingest.outbox;

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

/** Relays the outbox to Kafka; while the bus is away the outbox grows and receiving goes on. */
@Singleton
class OutboxPublisher {
    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
    private static final int BATCH = 200;

    private final DataSource database;
    private final MutinyEmitter<byte[]> bus;
    private final Outbox outbox = new Outbox("trace");
    private boolean away;

    OutboxPublisher(DataSource database, @Channel("bus") MutinyEmitter<byte[]> bus) {
        this.database = database;
        this.bus = bus;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
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
                LOG.warnf("%s; events wait in the outbox", e.getMessage());
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
