package dev.plumbline.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The directory of this test JVM's servers; those of ended JVMs are removed. */
final class TestDirectory {
    private static final Path PARENT = Path.of("target", "plumbline-servers").toAbsolutePath();

    private TestDirectory() {}

    static Path fresh() {
        try {
            Files.createDirectories(PARENT);
            try (Stream<Path> old = Files.list(PARENT)) {
                old.filter(TestDirectory::isOver).forEach(TestDirectory::delete);
            }
            return Files.createDirectories(
                    PARENT.resolve(String.valueOf(ProcessHandle.current().pid())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + PARENT, e);
        }
    }

    private static boolean isOver(Path directory) {
        String name = directory.getFileName().toString();
        boolean ours = name.equals(String.valueOf(ProcessHandle.current().pid()));
        return ours
                || !name.matches("[0-9]+")
                || ProcessHandle.of(Long.parseLong(name)).isEmpty();
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // Its servers may still be ending; the next run removes it.
            return;
        }
    }
}
