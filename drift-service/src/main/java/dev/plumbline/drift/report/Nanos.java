package dev.plumbline.drift.report;

import java.time.Instant;

/** Event times as the API tells them. */
public final class Nanos {
    private static final long BILLION = 1_000_000_000L;

    private Nanos() {}

    public static Instant instant(long nano) {
        return Instant.ofEpochSecond(Math.floorDiv(nano, BILLION), Math.floorMod(nano, BILLION));
    }
}
