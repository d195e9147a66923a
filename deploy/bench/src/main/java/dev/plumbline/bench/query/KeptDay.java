package dev.plumbline.bench.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A directory in which a filled database stays from one run to the next, with a note of what is in it. */
final class KeptDay {
    private final Path directory;

    KeptDay(Path directory) {
        this.directory = directory;
    }

    /** Where PostgreSQL keeps its data. */
    Path database() {
        return directory.resolve("postgres");
    }

    /**
     * The end of the day that is stored, nanoseconds since the Unix epoch; nothing in a directory that is new.
     *
     * @throws IllegalArgumentException when something else is stored here, or not all of it
     */
    Optional<Long> endNano(int traces) throws IOException {
        if (!Files.exists(database())) {
            Files.createDirectories(directory);
            // PostgreSQL may run as another user, who must reach its data in here.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            return Optional.empty();
        }
        String[] words = Files.exists(note()) ? Files.readString(note()).trim().split(" ") : new String[] {"0", "0"};
        if (Integer.parseInt(words[0]) != traces) {
            throw new IllegalArgumentException(
                    directory + " holds " + words[0] + " whole traces, not " + traces + ": name or empty another");
        }
        return Optional.of(Long.valueOf(words[1]));
    }

    /** Notes that all is stored. */
    void filled(int traces, long endNano) throws IOException {
        Files.writeString(note(), traces + " " + endNano + "\n");
    }

    private Path note() {
        return directory.resolve("filled");
    }
}
