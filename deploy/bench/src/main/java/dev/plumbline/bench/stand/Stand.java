package dev.plumbline.bench.stand;

import dev.plumbline.contracts.event.Topics;
import dev.plumbline.servers.kafka.KafkaSettings;
import dev.plumbline.servers.kafka.LocalKafka;
import dev.plumbline.servers.postgres.LocalPostgres;
import dev.plumbline.servers.postgres.PostgresSettings;
import dev.plumbline.servers.process.FreePort;
import org.postgresql.ds.PGSimpleDataSource;

import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;

/**
 * PostgreSQL with fsync on, Kafka and trace-ingest, each its own process on free ports and all in a temporary directory.
 * They end with this process, whatever ends it.
 */
public final class Stand implements AutoCloseable {
    private static final PostgresSettings.Passwords PASSWORDS =
            new PostgresSettings.Passwords("superuser-of-a-bench", "roles-of-a-bench");

    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final Deque<Runnable> stops = new ConcurrentLinkedDeque<>();
    private final PostgresSettings postgresSettings;
    private final KafkaSettings kafkaSettings;
    private final IngestProcess ingest;
    private final StandSettings settings;
    private volatile LocalPostgres postgres;
    private volatile LocalKafka kafka;

    private Stand(StandSettings settings) {
        // Also where somebody presses Ctrl-C or a start fails.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-of-stand"));
        this.settings = settings;
        this.postgresSettings = new PostgresSettings(
                settings.root().resolve("deploy/servers/target"),
                directory.path().resolve("postgres"),
                directory.path().resolve("postgres.log"),
                FreePort.any(),
                PASSWORDS);
        this.kafkaSettings = new KafkaSettings(
                settings.root().resolve("deploy/kafka-broker/target/lib"),
                directory.path().resolve("kafka"),
                directory.path().resolve("kafka.log"),
                FreePort.any(),
                Topics.ALL.stream().map(KafkaSettings.Topic::of).toList(),
                KafkaSettings.Java.current());
        CompletableFuture<LocalKafka> starting =
                CompletableFuture.supplyAsync(() -> LocalKafka.start(kafkaSettings, Stand::ignore));
        this.postgres = LocalPostgres.start(postgresSettings, Stand::ignore);
        stops.push(() -> postgres.close());
        this.kafka = starting.join();
        stops.push(() -> kafka.close());
        this.ingest = new IngestProcess(
                settings,
                directory.path(),
                Map.of(
                        "PLUMBLINE_DB_URL",
                        postgres.url(),
                        "PLUMBLINE_DB_USER",
                        "plumbline_trace",
                        "PLUMBLINE_DB_PASSWORD",
                        PASSWORDS.roles(),
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "127.0.0.1:" + kafkaSettings.port(),
                        "PLUMBLINE_SECRET",
                        "secret-of-a-bench-0123456789abcdef"));
        stops.push(ingest::stop);
        ingest.awaitReady();
    }

    /** Starts all three and returns when they are ready. */
    public static Stand start(StandSettings settings) {
        return new Stand(settings);
    }

    /**
     * Starts the console too.
     *
     * @param owners the address under which all other services answer
     * @return its address, when it is ready
     */
    public String console(String owners) {
        ConsoleProcess console = new ConsoleProcess(
                settings.root(),
                directory.path(),
                Map.of(
                        "PLUMBLINE_DB_URL",
                        postgres.url(),
                        "PLUMBLINE_DB_USER",
                        "plumbline_console",
                        "PLUMBLINE_DB_PASSWORD",
                        PASSWORDS.roles(),
                        "PLUMBLINE_SECRET",
                        "secret-of-a-bench-0123456789abcdef"),
                owners);
        stops.push(console::stop);
        return console.awaitReady();
    }

    private static void ignore(String notice) {
        // A start that takes longer shows in the figures, not in words.
    }

    /** What can be killed. */
    public enum Server {
        INGEST,
        KAFKA,
        POSTGRES
    }

    /** Kills the server with SIGKILL, starts it again and returns when it answers. */
    public void killAndRestart(Server server) {
        switch (server) {
            case INGEST -> {
                kill(ingest.pid());
                ingest.startAgain();
                ingest.awaitReady();
            }
            case KAFKA -> {
                kill(kafka.pid());
                kafka.exit().join();
                kafka = LocalKafka.start(kafkaSettings, Stand::ignore);
            }
            case POSTGRES -> {
                kill(postgres.pid());
                postgres.exit().join();
                postgres = LocalPostgres.start(postgresSettings, Stand::ignore);
            }
        }
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    public int grpcPort() {
        return ingest.grpcPort();
    }

    public int httpPort() {
        return ingest.otlpHttpPort();
    }

    public long ingestPid() {
        return ingest.pid();
    }

    public long postgresPid() {
        return postgres.pid();
    }

    /** For {@code bootstrap.servers}. */
    public String kafka() {
        return "127.0.0.1:" + kafkaSettings.port();
    }

    /** Connections as the superuser. */
    public DataSource database() {
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
