package dev.plumbline.standalone.doctor;

import java.time.Instant;
import java.util.Locale;

/** What a number found on a machine means for Plumbline. */
final class Limits {
    private static final double GIB = 1024.0 * 1024.0 * 1024.0;
    private static final double DISK_NEEDED = 1;
    private static final double DISK_WANTED = 10;
    private static final double MEMORY_NEEDED = 1.5;
    private static final double MEMORY_WANTED = 2.5;
    private static final int JAVA_NEEDED = 17;
    /** No machine that runs this was set up before it was written. */
    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

    private Limits() {}

    static Finding java(int feature, String home) {
        String found = "Java " + feature + " in " + home;
        return feature >= JAVA_NEEDED
                ? Finding.ok("JDK", found)
                : Finding.fail("JDK", found + "; set JAVA_HOME to a JDK 17 or newer");
    }

    static Finding disk(long freeBytes, String where) {
        String found = gib(freeBytes) + " free for " + where;
        if (freeBytes < DISK_NEEDED * GIB) {
            return Finding.fail("disk", found + "; free at least 1 GiB, or choose another place with --data DIR");
        }
        return freeBytes < DISK_WANTED * GIB
                ? Finding.warn("disk", found + "; traces grow, 10 GiB are a better start")
                : Finding.ok("disk", found);
    }

    static Finding memory(long availableBytes) {
        String found = gib(availableBytes) + " available";
        if (availableBytes < MEMORY_NEEDED * GIB) {
            return Finding.fail("memory", found + "; all parts together need about 1.5 GiB: end something else");
        }
        return availableBytes < MEMORY_WANTED * GIB
                ? Finding.warn("memory", found + "; under load all parts together take up to 2.5 GiB")
                : Finding.ok("memory", found);
    }

    /** @param newest the newest time found in the data directory, the epoch when there is none */
    static Finding clock(Instant now, Instant newest) {
        if (now.isBefore(WRITTEN)) {
            return Finding.fail("clock", "it says " + now + ", which is before Plumbline was written; set it");
        }
        return now.plusSeconds(5).isBefore(newest)
                ? Finding.warn(
                        "clock",
                        "it says " + now + ", but data was written at " + newest
                                + ": it went back, and windows close late until it has caught up")
                : Finding.ok("clock", "it says " + now);
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }
}
