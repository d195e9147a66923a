package dev.plumbline.testkit.servers;

import dev.plumbline.contracts.event.Topics;
import dev.plumbline.servers.kafka.KafkaSettings;
import dev.plumbline.servers.kafka.LocalKafka;
import dev.plumbline.servers.postgres.LocalPostgres;
import dev.plumbline.servers.postgres.PostgresSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The servers of this test JVM. They are started when they are first asked for and end with the JVM. */
public final class SharedServers {
    /** The password of every role. */
    public static final String PASSWORD = "roles-of-tests";

    private static final String SUPERUSER_PASSWORD = "superuser-of-tests";
    private static final String POSTGRES = "plumbline.test.postgres";
    private static final String KAFKA = "plumbline.test.kafka";
    private static final String DIRECTORY = "plumbline.test.directory";

    /** A literal: one object for all class loaders of the JVM. */
    private static final Object LOCK = "dev.plumbline.testkit.servers.lock";

    SharedServers() {}

    /** The JDBC address of the database {@code plumbline}, without a user. */
    public String url() {
        synchronized (LOCK) {
            return once(POSTGRES, SharedServers::startPostgres);
        }
    }

    /** For {@code bootstrap.servers}. */
    public String kafka() {
        synchronized (LOCK) {
            return once(KAFKA, SharedServers::startKafka);
        }
    }

    /** Starts both at once, which takes as long as the slower one. */
    public void startBoth() {
        synchronized (LOCK) {
            Path directory = directory();
            CompletableFuture<String> kafka = System.getProperty(KAFKA) != null
                    ? CompletableFuture.completedFuture(System.getProperty(KAFKA))
                    : CompletableFuture.supplyAsync(() -> startKafka(directory));
            url();
            System.setProperty(KAFKA, kafka.join());
        }
    }

    /** Connections as {@code postgres}. */
    public DataSource superuser() {
        return dataSource("postgres", SUPERUSER_PASSWORD);
    }

    /** Connections as a role of a service, for example {@code plumbline_eval}. */
    public DataSource as(String role) {
        return dataSource(role, PASSWORD);
    }

    /** Brings the schema {@code trace} up to date, as trace-ingest does at its start. */
    public void migrateTrace() {
        synchronized (LOCK) {
            Flyway.configure(SharedServers.class.getClassLoader())
                    .dataSource(as("plumbline_trace"))
                    .locations("classpath:db/migration/trace")
                    .defaultSchema("trace")
                    .createSchemas(false)
                    .load()
                    .migrate();
        }
    }

    /** Makes topics of six partitions that do not exist yet, besides those of the bus, which always do. */
    public void topics(Set<String> names) {
        if (names.isEmpty()) {
            return;
        }
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka()))) {
            Set<String> there = admin.listTopics().names().get(1, TimeUnit.MINUTES);
            Set<NewTopic> missing = names.stream()
                    .filter(name -> !there.contains(name))
                    .map(name -> new NewTopic(name, 6, (short) 1))
                    .collect(Collectors.toSet());
            admin.createTopics(missing).all().get(1, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot make the topics " + names, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topics", e);
        }
    }

    private DataSource dataSource(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    @FunctionalInterface
    private interface Start {
        String in(Path directory);
    }

    private static String once(String property, Start start) {
        String running = System.getProperty(property);
        if (running == null) {
            running = start.in(directory());
            System.setProperty(property, running);
        }
        return running;
    }

    private static Path directory() {
        String directory = System.getProperty(DIRECTORY);
        if (directory == null) {
            directory = TestDirectory.fresh().toString();
            System.setProperty(DIRECTORY, directory);
        }
        return Path.of(directory);
    }

    private static String startPostgres(Path directory) {
        LocalPostgres postgres = LocalPostgres.start(
                new PostgresSettings(
                        root().resolve("deploy/servers/target"),
                        directory.resolve("postgres"),
                        directory.resolve("postgres.log"),
                        0,
                        new PostgresSettings.Passwords(SUPERUSER_PASSWORD, PASSWORD)),
                System.err::println);
        endWithJvm(postgres::close);
        return postgres.url();
    }

    private static String startKafka(Path directory) {
        List<KafkaSettings.Topic> topics =
                Topics.ALL.stream().map(KafkaSettings.Topic::of).toList();
        LocalKafka kafka = LocalKafka.start(
                new KafkaSettings(
                        root().resolve("deploy/kafka-broker/target/lib"),
                        directory.resolve("kafka"),
                        directory.resolve("kafka.log"),
                        0,
                        topics,
                        KafkaSettings.Java.current()),
                System.err::println);
        endWithJvm(kafka::close);
        return kafka.address();
    }

    /** The hook also holds the server, and with it the pipe, as long as the JVM lives. */
    private static void endWithJvm(Runnable close) {
        Runtime.getRuntime().addShutdownHook(new Thread(close, "end-of-servers"));
    }

    private static Path root() {
        String root = System.getProperty("plumbline.root");
        if (root == null) {
            throw new IllegalStateException(
                    "set -Dplumbline.root to the root of the checkout; Maven does so by itself");
        }
        return Path.of(root);
    }
}
