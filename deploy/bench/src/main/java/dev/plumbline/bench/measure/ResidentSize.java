package dev.plumbline.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The resident size of a process, from {@code /proc/PID/status} (proc(5)). */
public final class ResidentSize {
    private ResidentSize() {}

    /** The largest that it has had, in bytes; 0 of a process that has ended. */
    public static long peakOf(long pid) {
        return of(pid, "VmHWM:");
    }

    /** In bytes; 0 of a process that has ended. */
    public static long of(long pid) {
        return of(pid, "VmRSS:");
    }

    private static long of(long pid, String field) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
