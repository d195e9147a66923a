package dev.plumbline.bench.stand;

import dev.plumbline.contracts.event.Topics;
import dev.plumbline.servers.kafka.KafkaSettings;
import dev.plumbline.servers.kafka.LocalKafka;
import dev.plumbline.servers.postgres.LocalPostgres;
import dev.plumbline.servers.postgres.PostgresSettings;
import dev.plumbline.servers.process.FreePort;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import java.nio.file.Path;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;

/**
 * PostgreSQL with fsync on and Kafka, each its own process on a free port, in a temporary directory, and the services that
 * are started beside them. All end with this process, whatever ends it.
 */
final class Servers implements AutoCloseable {
    /** What the services sign their calls with. */
    static final String SECRET = "secret-of-a-bench-0123456789abcdef";

    private static final PostgresSettings.Passwords PASSWORDS =
            new PostgresSettings.Passwords("superuser-of-a-bench", "roles-of-a-bench");

    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final Deque<Runnable> stops = new ConcurrentLinkedDeque<>();
    private final PostgresSettings postgresSettings;
    private final KafkaSettings kafkaSettings;
    private volatile LocalPostgres postgres;
    private volatile LocalKafka kafka;

    /** @param root the checkout with the built modules */
    Servers(Path root) {
        this(root, null);
    }

    /** @param data where PostgreSQL's data stays; null: it goes with all else */
    Servers(Path root, @Nullable Path data) {
        // Also where somebody presses Ctrl-C or a start fails.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-of-stand"));
        this.postgresSettings = new PostgresSettings(
                root.resolve("deploy/servers/target"),
                data == null ? directory.path().resolve("postgres") : data,
                directory.path().resolve("postgres.log"),
                FreePort.any(),
                PASSWORDS);
        this.kafkaSettings = new KafkaSettings(
                root.resolve("deploy/kafka-broker/target/lib"),
                directory.path().resolve("kafka"),
                directory.path().resolve("kafka.log"),
                FreePort.any(),
                Topics.ALL.stream().map(KafkaSettings.Topic::of).toList(),
                KafkaSettings.Java.current());
        CompletableFuture<LocalKafka> starting =
                CompletableFuture.supplyAsync(() -> LocalKafka.start(kafkaSettings, Servers::ignore));
        this.postgres = LocalPostgres.start(postgresSettings, Servers::ignore);
        stops.push(() -> postgres.close());
        this.kafka = starting.join();
        stops.push(() -> kafka.close());
    }

    private static void ignore(String notice) {
        // A start that takes longer shows in the figures, not in words.
    }

    /** Starts a service, with what it needs to reach the servers as a role of the database. */
    ServiceProcess start(ServiceProcess.Launch launch, String role) {
        Map<String, String> environment = new HashMap<>(launch.environment());
        environment.putAll(Map.of(
                "PLUMBLINE_DB_URL",
                postgres.url(),
                "PLUMBLINE_DB_USER",
                role,
                "PLUMBLINE_DB_PASSWORD",
                PASSWORDS.roles(),
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka(),
                "PLUMBLINE_SECRET",
                SECRET));
        ServiceProcess service = new ServiceProcess(
                new ServiceProcess.Launch(launch.runner(), launch.name(), launch.flags(), environment),
                directory.path());
        stops.push(service::stop);
        return service;
    }

    void killAndRestartKafka() {
        kill(kafka.pid());
        kafka.exit().join();
        kafka = LocalKafka.start(kafkaSettings, Servers::ignore);
    }

    void killAndRestartPostgres() {
        kill(postgres.pid());
        postgres.exit().join();
        postgres = LocalPostgres.start(postgresSettings, Servers::ignore);
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    long postgresPid() {
        return postgres.pid();
    }

    /** For {@code bootstrap.servers}. */
    String kafka() {
        return "127.0.0.1:" + kafkaSettings.port();
    }

    /** Connections as the superuser. */
    DataSource database() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.url());
        source.setUser("postgres");
        source.setPassword(PASSWORDS.superuser());
        return source;
    }

    /** Stops all and removes what they wrote. */
    @Override
    public synchronized void close() {
        for (Runnable stop = stops.poll(); stop != null; stop = stops.poll()) {
            stop.run();
        }
        directory.close();
    }
}
