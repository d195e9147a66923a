package dev.plumbline.ingest.outbox;

import dev.plumbline.ingest.Pulse;
import dev.plumbline.tracestore.outbox.Outbox;
import dev.plumbline.tracestore.outbox.Outbox.BusException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/** Relays the outbox to Kafka; while the bus is away the outbox grows and receiving goes on. */
@Singleton
class OutboxPublisher {
    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
    private static final int BATCH = 200;
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final DataSource database;
    private final MutinyEmitter<byte[]> bus;
    private final Outbox outbox = new Outbox("trace");
    private final Pulse pulse = new Pulse("outbox-relay", PERIOD, this::relay);
    private boolean away;

    OutboxPublisher(DataSource database, @Channel("bus") MutinyEmitter<byte[]> bus) {
        this.database = database;
        this.bus = bus;
    }

    void start(@Observes StartupEvent event) {
        pulse.start();
    }

    void stop(@Observes ShutdownEvent event) {
        pulse.close();
    }

    private void relay() throws SQLException {
        try {
            int sent;
            do {
                sent = outbox.relay(database, BATCH, this::send);
            } while (sent == BATCH && pulse.beats());
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
