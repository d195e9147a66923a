package dev.plumbline.servers.postgres;

import dev.plumbline.servers.ServerException;
import dev.plumbline.servers.process.Deadline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What an earlier server of a data directory left: processes that still run in it, which have the directory as their working
 * directory, and a lock file whose process id may by now belong to somebody else.
 */
final class OldServer {
    private static final String LOCK = "postmaster.pid";

    private final Path data;

    OldServer(Path data) {
        this.data = data;
    }

    /** Waits until no process of an earlier server runs, and removes its lock file if that is left. */
    void waitOut(Duration patience, Consumer<String> notices) {
        if (!Files.isDirectory(data)) {
            return;
        }
        Deadline deadline = Deadline.in(patience);
        List<Long> old = processes();
        if (!old.isEmpty()) {
            notices.accept("an earlier PostgreSQL (process " + old.get(0) + ") still runs in " + data
                    + ", waiting for its end");
        }
        while (!old.isEmpty()) {
            if (deadline.passed()) {
                throw new ServerException("an earlier PostgreSQL (process " + old.get(0) + ") still runs in " + data
                        + " after " + patience.toSeconds() + " s; stop it with: kill -INT " + old.get(0));
            }
            deadline.pause();
            old = processes();
        }
        removeLock(notices);
    }

    /** No process runs in the directory, so the file protects nothing, even where its process id is in use again. */
    private void removeLock(Consumer<String> notices) {
        try {
            if (Files.deleteIfExists(data.resolve(LOCK))) {
                notices.accept(
                        "the last PostgreSQL in " + data + " was not shut down; it recovers what it had committed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the lock file of an earlier PostgreSQL in " + data, e);
        }
    }

    private List<Long> processes() {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(process -> isNumber(process.getFileName().toString()))
                    .filter(this::isPostgresHere)
                    .map(process -> Long.valueOf(process.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the processes of this machine", e);
        }
    }

    private boolean isPostgresHere(Path process) {
        try {
            // The name of the program, which a server process keeps whatever title it shows.
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data.toRealPath())
                    && Files.readString(process.resolve("comm")).strip().equals("postgres");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isNumber(String name) {
        return name.chars().allMatch(Character::isDigit);
    }
}
