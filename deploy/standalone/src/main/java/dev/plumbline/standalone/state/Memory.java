package dev.plumbline.standalone.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The memory of processes, shared pages counted by share, so that the numbers of all parts may be added. */
public final class Memory {
    private static final long KIB = 1024;

    private Memory() {}

    /** The proportional set size of a process and all that it started, in bytes; 0 for one that has gone. */
    public static long ofTree(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(one -> ofOne(one.pid()))
                .sum();
    }

    /** The proportional set size of one process, in bytes; 0 for one that has gone. */
    public static long ofOne(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
