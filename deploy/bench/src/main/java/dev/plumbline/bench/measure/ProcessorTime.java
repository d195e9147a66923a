package dev.plumbline.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processor time of processes, user and system, from {@code /proc/PID/stat} (proc(5)); 10 ms steps. */
public final class ProcessorTime {
    private static final double TICKS_PER_SECOND = 100;
    private static final int PPID = 1;
    private static final int UTIME = 11;
    private static final int CTIME = 13;

    private ProcessorTime() {}

    /** Seconds that one process has used, all its threads. */
    public static double ofProcess(long pid) {
        return seconds(fields(pid), UTIME);
    }

    /** Seconds that the JIT compiler's threads of a JVM have used. */
    public static double ofCompiler(long pid) {
        double sum = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.contains("(C1 ") || stat.contains("(C2 ")) {
                    sum += seconds(fields(stat), UTIME);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    /** Seconds that this JVM has used. */
    public static double ofThisProcess() {
        return ofProcess(ProcessHandle.current().pid());
    }

    /** Seconds that a server has used with all its children, those that have ended included. */
    public static double ofFamily(long pid) {
        List<String> own = fields(pid);
        double sum = seconds(own, UTIME) + seconds(own, CTIME);
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.toList()) {
                String name = process.getFileName().toString();
                if (name.matches("[0-9]+")) {
                    List<String> fields = fields(Long.parseLong(name));
                    if (!fields.isEmpty() && Long.parseLong(fields.get(PPID)) == pid) {
                        sum += seconds(fields, UTIME) + seconds(fields, CTIME);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    private static double seconds(List<String> fields, int first) {
        if (fields.isEmpty()) {
            return 0;
        }
        return (Long.parseLong(fields.get(first)) + Long.parseLong(fields.get(first + 1))) / TICKS_PER_SECOND;
    }

    /** What follows the command's name, which may itself hold spaces; none of a process that has ended. */
    private static List<String> fields(long pid) {
        try {
            return fields(Files.readString(Path.of("/proc", String.valueOf(pid), "stat")));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> fields(String stat) {
        return List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" "));
    }
}
