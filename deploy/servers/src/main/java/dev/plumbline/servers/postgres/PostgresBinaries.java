package dev.plumbline.servers.postgres;

import dev.plumbline.servers.ServerException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The binaries of PostgreSQL, unpacked once. The folder appears under its final name only when it is complete, so that a
 * process killed while it unpacks, or two that unpack at once, leave no half of it.
 *
 * @param home the folder with {@code bin}, {@code lib} and {@code share}
 */
public record PostgresBinaries(Path home) {
    /** For example 18.6.0. */
    public static final String VERSION = version();

    /** The unpacked binaries under {@code <cache>/postgres-<version>}. */
    public static PostgresBinaries unpack(Path cache) {
        Path home = cache.toAbsolutePath().resolve("postgres-" + VERSION);
        if (!Files.isDirectory(home)) {
            try {
                Files.createDirectories(cache);
                Path part = Files.createTempDirectory(cache, "postgres-part");
                // Readable for the user that the server runs as when this process is root.
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
                unpackInto(part);
                moveOnce(part, home);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack PostgreSQL into " + home, e);
            }
        }
        return new PostgresBinaries(home);
    }

    static String major() {
        return VERSION.substring(0, VERSION.indexOf('.'));
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static void moveOnce(Path part, Path home) throws IOException {
        try {
            Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
            deleteTree(part);
        }
    }

    private static void unpackInto(Path target) throws IOException {
        String archive = "/postgres-linux-" + architecture() + ".txz";
        InputStream packed = PostgresBinaries.class.getResourceAsStream(archive);
        if (packed == null) {
            throw new ServerException(
                    "the class path lacks " + archive + ", the binaries of PostgreSQL for this machine");
        }
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, target);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String architecture() {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (machine) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default ->
                throw new ServerException("no PostgreSQL binaries for the architecture " + machine
                        + "; run the services against a PostgreSQL of your own (deploy/compose.yaml)");
        };
    }

    static void deleteTree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String version() {
        return PostgresSql.resource("/postgres/version.txt").strip();
    }
}
