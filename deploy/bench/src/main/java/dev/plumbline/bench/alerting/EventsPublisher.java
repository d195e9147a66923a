package dev.plumbline.bench.alerting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/** Puts events on the bus; those of one key come in order, also when the bus goes away for a while. */
public final class EventsPublisher implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));

    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public EventsPublisher(String servers) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all", "delivery.timeout.ms", "300000"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Returns at once. */
    public void send(String topic, String key, Object event) {
        producer.send(new ProducerRecord<>(topic, key, bytes(event)), (sent, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    /** Returns when the bus has it. */
    void put(String topic, String key, Object event) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, key, bytes(event))).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the bus did not take an event", e);
        }
    }

    /** Waits until the bus has everything. */
    public void flush() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the bus did not take an event", failed);
        }
    }

    private static byte[] bytes(Object event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
