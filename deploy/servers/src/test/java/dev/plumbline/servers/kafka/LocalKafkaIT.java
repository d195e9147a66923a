package dev.plumbline.servers.kafka;

import dev.plumbline.servers.kafka.KafkaSettings.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class LocalKafkaIT {
    private static final Path JARS = Path.of(System.getProperty("plumbline.root"), "deploy/kafka-broker/target/lib");

    @TempDir
    Path directory;

    private final List<String> notices = new CopyOnWriteArrayList<>();

    @Test
    void acknowledgedRecords_surviveTheKillOfTheBroker() throws Exception {
        KafkaSettings settings = settings(List.of(new Topic("kept", 3)));
        LocalKafka first = LocalKafka.start(settings, notices::add);
        produce(first, "kept", 100);

        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        first.exit().get(10, TimeUnit.SECONDS);

        try (LocalKafka second = LocalKafka.start(settings, notices::add)) {
            assertThat(consume(second, "kept", 100)).hasSize(100).doesNotHaveDuplicates();
        }
    }

    @Test
    void brokerThatStillRuns_isWaitedFor() throws Exception {
        KafkaSettings settings = settings(List.of());
        LocalKafka first = LocalKafka.start(settings, notices::add);
        CompletableFuture<LocalKafka> second =
                CompletableFuture.supplyAsync(() -> LocalKafka.start(settings, notices::add));
        await().until(() -> notices.stream().anyMatch(notice -> notice.contains("still runs in")));
        assertThat(second).isNotDone();

        first.close();

        second.get(60, TimeUnit.SECONDS).close();
    }

    @Test
    void topics_areMadeAsAsked_alsoLater_andNeverByAMisspeltName() throws Exception {
        LocalKafka.start(settings(List.of(new Topic("first", 2))), notices::add).close();

        try (LocalKafka broker =
                        LocalKafka.start(settings(List.of(new Topic("first", 2), Topic.of("later"))), notices::add);
                Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()))) {
            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).contains("first", "later");
            assertThat(partitions(admin, "first")).isEqualTo(2);
            assertThat(partitions(admin, "later")).isEqualTo(6);
            assertThatThrownBy(() -> partitions(admin, "misspelt"))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("UnknownTopicOrPartition");
        }
        assertThat(notices).isEmpty();
    }

    private KafkaSettings settings(List<Topic> topics) {
        return new KafkaSettings(
                JARS,
                directory.resolve("kafka"),
                directory.resolve("kafka.log"),
                0,
                topics,
                KafkaSettings.Java.current());
    }

    private static int partitions(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(30, TimeUnit.SECONDS)
                .get(topic)
                .partitions()
                .size();
    }

    private static void produce(LocalKafka broker, String topic, int count) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.address(), "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, "key-" + i, "value-" + i))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static List<String> consume(LocalKafka broker, String topic, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.address(), "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
            consumer.assign(partitions);
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < end) {
                for (ConsumerRecord<String, String> polled : consumer.poll(Duration.ofMillis(200))) {
                    values.add(polled.value());
                }
            }
        }
        return values;
    }
}
