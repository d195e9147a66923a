package dev.plumbline.servers.process;

import dev.plumbline.servers.kafka.KafkaSettings;
import dev.plumbline.servers.kafka.LocalKafka;
import dev.plumbline.servers.postgres.LocalPostgres;
import dev.plumbline.servers.postgres.PostgresSettings;

import java.nio.file.Path;
import java.util.List;

/** A process that starts both servers, prints their process ids in one line, and waits to be killed. */
final class HolderMain {
    private HolderMain() {}

    public static void main(String[] words) throws Exception {
        Path root = Path.of(words[0]);
        Path directory = Path.of(words[1]);
        LocalPostgres postgres = LocalPostgres.start(
                new PostgresSettings(
                        root.resolve("deploy/servers/target"),
                        directory.resolve("postgres"),
                        directory.resolve("postgres.log"),
                        0,
                        new PostgresSettings.Passwords("a", "b")),
                System.err::println);
        LocalKafka kafka = LocalKafka.start(
                new KafkaSettings(
                        root.resolve("deploy/kafka-broker/target/lib"),
                        directory.resolve("kafka"),
                        directory.resolve("kafka.log"),
                        0,
                        List.of(),
                        KafkaSettings.Java.current()),
                System.err::println);
        System.out.println(postgres.pid() + " " + kafka.pid());
        postgres.exit().join();
        kafka.exit().join();
    }
}
