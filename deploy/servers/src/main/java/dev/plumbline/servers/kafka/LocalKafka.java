package dev.plumbline.servers.kafka;

import dev.plumbline.servers.ServerException;
import dev.plumbline.servers.process.Command;
import dev.plumbline.servers.process.Deadline;
import dev.plumbline.servers.process.FreePort;
import dev.plumbline.servers.process.PipeJar;
import dev.plumbline.servers.process.PipedProcess;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A running Kafka broker with its topics. An acknowledged record is on the disk. It stops when this process ends. */
public final class LocalKafka implements AutoCloseable {
    private static final Duration OLD_BROKER = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final PipedProcess process;
    private final int port;

    private LocalKafka(PipedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the broker and returns when it answers and has its topics.
     *
     * @param notices told, in a sentence each, what takes longer than usual and why
     * @throws ServerException when it does not start; the message says why
     */
    public static LocalKafka start(KafkaSettings settings, Consumer<String> notices) {
        if (!Files.isDirectory(settings.jars())) {
            throw new ServerException(
                    "no Kafka jars in " + settings.jars() + "; build the module deploy/kafka-broker first");
        }
        int port = settings.port() == 0 ? FreePort.any() : settings.port();
        try {
            Files.createDirectories(settings.data());
            waitOut(settings.data(), notices);
            Path ready = settings.data().toAbsolutePath().resolve("plumbline-ready");
            Files.deleteIfExists(ready);
            LocalKafka broker = new LocalKafka(launch(settings, port, ready), port);
            try {
                broker.awaitReady(ready);
                return broker;
            } catch (RuntimeException e) {
                broker.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + settings.data(), e);
        }
    }

    private static PipedProcess launch(KafkaSettings settings, int port, Path ready) throws IOException {
        Path data = settings.data().toAbsolutePath();
        Path file = data.resolve("server.properties");
        Files.writeString(file, BrokerFiles.settings(data.resolve("log").toString(), port, FreePort.any()));
        Path jar = PipeJar.write(data.resolve("plumbline-main.jar"), List.of(KafkaMain.class));
        boolean formatted = Files.exists(data.resolve("log").resolve("meta.properties"));
        List<String> words = new ArrayList<>();
        words.add(settings.java().program().toString());
        words.addAll(settings.java().flags());
        words.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        words.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        // Hundreds of lines that only repeat the settings file.
        words.add("-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaConfig=warn");
        words.add("-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config.AbstractConfig=warn");
        words.add("-Dorg.slf4j.simpleLogger.log.org.apache.kafka.clients.admin.AdminClientConfig=warn");
        words.add("-Dplumbline.pipe.grace=15");
        words.addAll(List.of("-cp", classPath(jar, settings.jars()), KafkaMain.class.getName()));
        words.addAll(List.of(file.toString(), ready.toString(), "127.0.0.1:" + port, formatted ? "-" : newClusterId()));
        settings.topics().forEach(topic -> words.add(topic.name() + ":" + topic.partitions()));
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8");
        return PipedProcess.start(new Command(words, environment, data, settings.log()));
    }

    /** Every jar by name and in order: a class data archive does not accept a wildcard. */
    private static String classPath(Path first, Path jars) throws IOException {
        try (var files = Files.list(jars.toAbsolutePath())) {
            List<String> all = new ArrayList<>(List.of(first.toString()));
            files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .forEach(all::add);
            return String.join(File.pathSeparator, all);
        }
    }

    private static String newClusterId() {
        return clusterId(UUID.randomUUID());
    }

    /** Kafka's form of an id. One that begins with a dash would be taken for an option of the storage tool. */
    static String clusterId(UUID id) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits() & Long.MAX_VALUE)
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** A broker holds a lock on its log directory as long as it runs. */
    private static void waitOut(Path data, Consumer<String> notices) throws IOException {
        Path lock = data.resolve("log").resolve(".lock");
        Deadline deadline = Deadline.in(OLD_BROKER);
        boolean told = false;
        while (Files.exists(lock) && isHeld(lock)) {
            if (deadline.passed()) {
                throw new ServerException(
                        "an earlier Kafka still holds " + lock + " after " + OLD_BROKER.toSeconds() + " s");
            }
            if (!told) {
                notices.accept("an earlier Kafka still runs in " + data + ", waiting for its end");
                told = true;
            }
            deadline.pause();
        }
    }

    private static boolean isHeld(Path lock) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        }
    }

    private void awaitReady(Path ready) {
        Deadline deadline = Deadline.in(START);
        while (!Files.exists(ready)) {
            if (!process.alive() || deadline.passed()) {
                String what = process.alive()
                        ? "is not ready after " + START.toMinutes() + " minutes"
                        : "ended while it started";
                List<String> lines = process.lastLines(8);
                throw new ServerException("Kafka " + what + ":\n  " + String.join("\n  ", lines));
            }
            deadline.pause();
        }
    }

    public int port() {
        return port;
    }

    /** For {@code bootstrap.servers}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.alive();
    }

    /** What it wrote last. */
    public List<String> lastLines(int lines) {
        return process.lastLines(lines);
    }

    /** Completes with the exit code when the broker has ended, for whatever reason. */
    public CompletableFuture<Integer> exit() {
        return process.exit();
    }

    @Override
    public void close() {
        process.stop(STOP);
    }
}
