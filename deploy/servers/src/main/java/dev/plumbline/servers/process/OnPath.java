package dev.plumbline.servers.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Finds programs. */
public final class OnPath {
    private static final String SYSTEM = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

    private OnPath() {}

    /** The program in the directories of PATH, or of the system where PATH does not name it. */
    public static Optional<Path> find(String program) {
        String path = System.getenv("PATH");
        return Arrays.stream(((path == null ? "" : path + ":") + SYSTEM).split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
