package dev.plumbline.bench.chaos.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Which process holds a port of this machine, from {@code /proc/net/tcp} and {@code /proc/PID/fd} (proc(5)). */
final class SocketOwner {
    private static final int LOCAL = 1;
    private static final int INODE = 9;

    private SocketOwner() {}

    /** The place in the list of the process that holds a port; empty when none of them does, or it cannot be seen. */
    static OptionalInt of(int port, List<Long> pids) {
        for (String inode : inodes(port)) {
            for (int i = 0; i < pids.size(); i++) {
                if (holds(pids.get(i), "socket:[" + inode + "]")) {
                    return OptionalInt.of(i);
                }
            }
        }
        return OptionalInt.empty();
    }

    private static List<String> inodes(int port) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(Path.of(table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > INODE && fields[LOCAL].endsWith(end))
                .map(fields -> fields[INODE])
                .filter(inode -> !inode.equals("0"))
                .toList();
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException notThere) {
            return Stream.of();
        }
    }

    private static boolean holds(long pid, String socket) {
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return files.anyMatch(file -> points(file, socket));
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean points(Path file, String socket) {
        try {
            return Files.readSymbolicLink(file).toString().equals(socket);
        } catch (IOException closed) {
            return false;
        }
    }
}
