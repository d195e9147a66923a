package dev.plumbline.standalone.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same id.
 *
 * @param pid   its id
 * @param start when it was started, in the kernel's ticks since boot; -1 where the kernel does not say
 */
public record ProcessStamp(long pid, long start) {
    /** Where field 22, the start, is after the closing bracket of the program's name, which may hold spaces itself. */
    private static final int START_AFTER_NAME = 19;

    public static ProcessStamp of(long pid) {
        return new ProcessStamp(pid, start(pid));
    }

    public static ProcessStamp ownProcess() {
        return of(ProcessHandle.current().pid());
    }

    /** Whether this very process still runs. */
    public boolean alive() {
        return handle().isPresent();
    }

    /** This very process, not another one that has its id now. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> start(pid) == start);
    }

    private static long start(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            List<String> fields =
                    Arrays.asList(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return Long.parseLong(fields.get(START_AFTER_NAME));
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }
}
