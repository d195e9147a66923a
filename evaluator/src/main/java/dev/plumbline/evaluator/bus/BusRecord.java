package dev.plumbline.evaluator.bus;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record of the bus as it came, with its place. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record BusRecord(String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {

    public static BusRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new BusRecord(record.topic(), record.partition(), record.offset(), record.key(), record.value());
    }
}
