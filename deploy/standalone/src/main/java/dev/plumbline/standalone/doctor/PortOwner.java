package dev.plumbline.standalone.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who listens on a port of this machine, as far as this user may know. */
public final class PortOwner {
    private static final String LISTEN = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    /** The process in words: {@code process 4711 (java)}; nothing when it belongs to another user or is gone. */
    public static Optional<String> of(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            sockets.addAll(listening(read(Path.of("/proc/net", table)), port));
        }
        return sockets.isEmpty() ? Optional.empty() : holder(sockets);
    }

    /** The inodes of sockets that listen on a port, from the lines of {@code /proc/net/tcp}. */
    static Set<String> listening(List<String> table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> inodes = new HashSet<>();
        for (String line : table) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length > INODE && fields[LOCAL].endsWith(suffix) && fields[STATE].equals(LISTEN)) {
                inodes.add(fields[INODE]);
            }
        }
        return inodes;
    }

    private static Optional<String> holder(Set<String> sockets) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> holds(process, sockets))
                    .findFirst()
                    .map(PortOwner::words);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the processes of this machine", e);
        }
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.anyMatch(file -> isOneOf(file, sockets));
        } catch (IOException | UncheckedIOException e) {
            // Another user's process, or one that has just ended.
            return false;
        }
    }

    private static boolean isOneOf(Path file, Set<String> sockets) {
        try {
            String target = Files.readSymbolicLink(file).toString();
            return target.startsWith("socket:[")
                    && sockets.contains(target.substring("socket:[".length(), target.length() - 1));
        } catch (IOException e) {
            return false;
        }
    }

    private static String words(Path process) {
        List<String> name = read(process.resolve("comm"));
        return "process " + process.getFileName() + (name.isEmpty() ? "" : " (" + name.get(0) + ")");
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
