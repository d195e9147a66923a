package dev.plumbline.servers.postgres;

import dev.plumbline.servers.ServerException;
import dev.plumbline.servers.process.LogTail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A data directory of PostgreSQL. */
final class Cluster {
    /** Whatever the machine's locale and time zone are, the server's are these. */
    static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C", "TZ", "UTC");

    private static final String INCLUDE = "include = 'plumbline.conf'";

    private final PostgresBinaries binaries;
    private final ServerUser user;
    private final PostgresSettings settings;

    Cluster(PostgresBinaries binaries, ServerUser user, PostgresSettings settings) {
        this.binaries = binaries;
        this.user = user;
        this.settings = settings;
    }

    /** Makes the cluster if there is none, and writes our settings. It appears under its name only when it is complete. */
    void prepare() {
        Path data = settings.data();
        try {
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                create(data);
            }
            String major = Files.readString(data.resolve("PG_VERSION")).strip();
            if (!major.equals(PostgresBinaries.major())) {
                throw new ServerException(
                        data + " was made by PostgreSQL " + major + ", this is " + PostgresBinaries.VERSION
                                + ": bring the data over with the older Plumbline, or choose another data directory");
            }
            Path ours = data.resolve("plumbline.conf");
            Files.writeString(ours, PostgresSql.resource("/postgres/plumbline.conf"));
            user.own(ours);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + data, e);
        }
    }

    private void create(Path data) throws IOException {
        if (Files.isDirectory(data) && !isEmpty(data)) {
            throw new ServerException(
                    data + " is neither empty nor a data directory of PostgreSQL; choose another one");
        }

        Path part = data.resolveSibling(data.getFileName() + ".part");
        Files.createDirectories(part.resolveSibling("."));
        if (Files.exists(part)) {
            PostgresBinaries.deleteTree(part);
        }
        Files.createDirectory(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        user.own(part);
        initialise(part);
        Files.writeString(part.resolve("postgresql.conf"), "\n" + INCLUDE + "\n", StandardOpenOption.APPEND);
        Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initialise(Path part) throws IOException {
        Path password = part.resolveSibling(part.getFileName() + ".password");
        Files.deleteIfExists(password);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, settings.passwords().superuser() + "\n");
            user.own(password);
            run(List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + part,
                    "--username=postgres",
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--no-locale",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
        } finally {
            Files.delete(password);
        }
    }

    private void run(List<String> words) throws IOException {
        Files.createDirectories(settings.log().toAbsolutePath().getParent());
        long logStart = LogTail.size(settings.log());
        ProcessBuilder builder = new ProcessBuilder(user.command(words));
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()));
        Process process = builder.directory(Path.of("/").toFile()).start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new ServerException("initdb did not end within 2 minutes, see " + settings.log());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while initdb ran", e);
        }
        if (process.exitValue() != 0) {
            throw new ServerException("initdb failed, see " + settings.log() + ":\n  "
                    + String.join("\n  ", LogTail.last(settings.log(), 8, logStart)));
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }
}
