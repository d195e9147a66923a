package dev.plumbline.servers.postgres;

import dev.plumbline.servers.ServerException;
import dev.plumbline.servers.process.Command;
import dev.plumbline.servers.process.Deadline;
import dev.plumbline.servers.process.FreePort;
import dev.plumbline.servers.process.PipedProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A running PostgreSQL with the database {@code plumbline}, its roles and its schemas. A commit that returned is on the disk:
 * a server with fsync, full_page_writes or synchronous_commit off is refused. It stops when this process ends.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Duration OLD_SERVER = Duration.ofSeconds(60);
    /** Long enough for the recovery of max_wal_size on a slow disk. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final int FAST_SECONDS = 20;
    private static final Duration STOP = Duration.ofSeconds(FAST_SECONDS + 10);

    private final PipedProcess watchdog;
    private final Path data;
    private final int port;

    private LocalPostgres(PipedProcess watchdog, Path data, int port) {
        this.watchdog = watchdog;
        this.data = data;
        this.port = port;
    }

    /**
     * Starts the server and returns when it answers and has its roles.
     *
     * @param notices told, in a sentence each, what takes longer than usual and why
     * @throws ServerException when it does not start; the message says why
     */
    public static LocalPostgres start(PostgresSettings settings, Consumer<String> notices) {
        return start(settings, ServerUser.of(settings.data()), notices);
    }

    static LocalPostgres start(PostgresSettings settings, ServerUser user, Consumer<String> notices) {
        PostgresBinaries binaries = PostgresBinaries.unpack(settings.binaries());
        Path data = settings.data().toAbsolutePath().normalize();
        new OldServer(data).waitOut(OLD_SERVER, notices);
        new Cluster(binaries, user, settings).prepare();
        int port = settings.port() == 0 ? FreePort.any() : settings.port();
        LocalPostgres server = new LocalPostgres(launch(binaries, user, settings, port), data, port);
        try {
            server.awaitReady();
            PostgresSql sql = new PostgresSql(port, settings.passwords().superuser());
            sql.refuseUnsafe();
            sql.prepare(settings.passwords().roles());
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static PipedProcess launch(
            PostgresBinaries binaries, ServerUser user, PostgresSettings settings, int port) {
        List<String> words = user.command(List.of(
                "sh",
                "-c",
                PostgresSql.resource("/postgres/watchdog.sh"),
                "plumbline-postgres",
                String.valueOf(FAST_SECONDS),
                binaries.program("postgres"),
                "-D",
                settings.data().toAbsolutePath().normalize().toString(),
                "-p",
                String.valueOf(port)));
        return PipedProcess.start(new Command(words, Cluster.ENVIRONMENT, Path.of("/"), settings.log()));
    }

    private void awaitReady() {
        Deadline deadline = Deadline.in(START);
        while (!ready()) {
            if (!watchdog.alive()) {
                throw new ServerException(
                        "PostgreSQL ended while it started:\n  " + String.join("\n  ", watchdog.lastLines(8)));
            }
            if (deadline.passed()) {
                throw new ServerException("PostgreSQL is not ready after " + START.toMinutes() + " minutes:\n  "
                        + String.join("\n  ", watchdog.lastLines(8)));
            }
            deadline.pause();
        }
    }

    /** The server itself writes its state into the eighth line of its lock file. */
    private boolean ready() {
        List<String> lines = lockFile();
        return lines.size() >= 8 && lines.get(7).strip().equals("ready");
    }

    private List<String> lockFile() {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            return List.of();
        }
    }

    public int port() {
        return port;
    }

    /** The JDBC address of the database {@code plumbline}, without a user. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/plumbline";
    }

    /** The process id of the server itself, or of its watchdog while the server starts or when it has gone. */
    public long pid() {
        List<String> lines = lockFile();
        return lines.size() < 8 ? watchdog.pid() : Long.parseLong(lines.get(0).strip());
    }

    public boolean alive() {
        return watchdog.alive();
    }

    /** Whether it takes connections now: not while it recovers after the crash of one of its processes. */
    public boolean accepting() {
        return ReadyProbe.accepts(port);
    }

    /** What it wrote last. */
    public List<String> lastLines(int lines) {
        return watchdog.lastLines(lines);
    }

    /** Completes with the exit code when the server has ended, for whatever reason. */
    public CompletableFuture<Integer> exit() {
        return watchdog.exit();
    }

    /** A fast shutdown: sessions are ended, everything committed is written; an immediate one where that takes too long. */
    @Override
    public void close() {
        watchdog.stop(STOP);
    }
}
