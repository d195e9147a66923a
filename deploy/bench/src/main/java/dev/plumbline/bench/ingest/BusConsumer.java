package dev.plumbline.bench.ingest;

import dev.plumbline.contracts.event.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Notes when the first event of each trace came over the bus; from its start on. */
final class BusConsumer implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final Thread thread;
    private final Semaphore arrived = new Semaphore(0);
    private volatile boolean stopped;

    BusConsumer(String servers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "latest", "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<PartitionInfo> partitions = consumer.partitionsFor(Topics.REQUESTS);
        consumer.assign(partitions.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
        consumer.seekToEnd(consumer.assignment());
        // Seeking is lazy: ask, so that nothing sent from now on is missed.
        consumer.assignment().forEach(consumer::position);
        thread = new Thread(this::poll, "bus");
        thread.setDaemon(true);
        thread.start();
    }

    private void poll() {
        while (!stopped) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                arrivals.putIfAbsent(record.key(), System.nanoTime());
                arrived.release();
            }
        }
        consumer.close();
    }

    /** By trace id {@link System#nanoTime} of the first event, once all of these have one or the patience is over. */
    Map<String, Long> arrivals(Collection<String> wanted, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!arrivals.keySet().containsAll(wanted)
                && arrived.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            arrived.drainPermits();
        }
        return arrivals;
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join(10_000);
    }
}
