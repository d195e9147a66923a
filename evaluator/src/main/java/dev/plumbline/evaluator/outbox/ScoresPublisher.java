package dev.plumbline.evaluator.outbox;

import dev.plumbline.evaluator.EvaluatorConfig;
import dev.plumbline.evaluator.work.WorkLoop;
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
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/** Relays scores to Kafka; while the bus is away the outbox grows and scoring goes on. */
@Singleton
class ScoresPublisher {
    private static final Logger LOG = Logger.getLogger(ScoresPublisher.class);
    private static final int BATCH = 500;

    private final DataSource database;
    private final MutinyEmitter<byte[]> bus;
    private final EvaluatorConfig config;
    private final Outbox outbox = new Outbox("eval");
    private volatile @Nullable WorkLoop loop;
    private boolean away;

    ScoresPublisher(
            DataSource database,
            @Channel("scores") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 2 * BATCH)
                    MutinyEmitter<byte[]> bus,
            EvaluatorConfig config) {
        this.database = database;
        this.bus = bus;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        loop = new WorkLoop("outbox", 1, config.relay(), this::relay);
    }

    void stop(@Observes ShutdownEvent event) {
        WorkLoop running = loop;
        if (running != null) {
            running.close();
        }
    }

    private boolean relay() throws Exception {
        try {
            int sent = outbox.relay(database, BATCH, this::send);
            if (away) {
                LOG.info("the bus is back; the outbox is being emptied");
            }
            away = false;
            return sent == BATCH;
        } catch (BusException e) {
            if (!away) {
                LOG.warnf("%s; scores wait in the outbox", e.getMessage());
            }
            away = true;
            return false;
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
