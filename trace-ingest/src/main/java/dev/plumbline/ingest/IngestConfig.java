package dev.plumbline.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of what is accepted and how soon it is settled. */
@ConfigMapping(prefix = "plumbline.ingest")
public interface IngestConfig {
    /** How far in the past a span may start and still be filed under its own day. */
    @WithDefault("30d")
    Duration acceptedPast();

    /** How far in the future a span may start and still be filed under its own day. */
    @WithDefault("1d")
    Duration acceptedFuture();

    /** Custom attributes that become slices: exact keys, or prefixes that end in {@code .*}. */
    @WithDefault("app.*,customer.*,tenant.*")
    List<String> sliceAttributes();

    /** A table of prices in the form of {@code prices.csv}; the one that comes with Plumbline where none is named. */
    Optional<Path> prices();

    /** Transactions that write received data at once; what arrives meanwhile goes into the next ones together. */
    @WithDefault("2")
    int writers();

    Settle settle();

    /** When requests are made out of traces. */
    interface Settle {
        /** After the root has arrived: time for what was sent beside it. */
        @WithDefault("1s")
        Duration afterRoot();

        /** Without a root: how long a trace must be quiet. */
        @WithDefault("10s")
        Duration quiet();
    }
}
