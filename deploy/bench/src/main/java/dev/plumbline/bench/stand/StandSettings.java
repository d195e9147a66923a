package dev.plumbline.bench.stand;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/**
 * What a stand is made of.
 *
 * @param root the checkout with the built modules
 * @param ingestFlags the flags of trace-ingest's JVM
 * @param database where PostgreSQL's data stays when the stand ends; null: it goes with all else
 */
public record StandSettings(
        Path root, List<String> ingestFlags, @Nullable Path database) {
    /** As the launcher starts trace-ingest. */
    public static final List<String> LAUNCHER_FLAGS =
            List.of("-Xms48m", "-Xmx512m", "-XX:+UseSerialGC", "-Xss512k", "-XX:+ExitOnOutOfMemoryError");

    public StandSettings {
        ingestFlags = List.copyOf(ingestFlags);
    }

    /** With nothing that stays. */
    public StandSettings(Path root, List<String> ingestFlags) {
        this(root, ingestFlags, null);
    }
}
