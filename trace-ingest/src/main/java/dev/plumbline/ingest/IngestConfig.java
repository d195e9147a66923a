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

    /** Attributes by which late truth finds requests, beside the slices: exact keys, or prefixes that end in {@code .*}. */
    @WithDefault("plumbline.business.*")
    List<String> businessKeys();

    /** A table of prices in the form of {@code prices.csv}; the one that comes with Plumbline where none is named. */
    Optional<Path> prices();

    /** Transactions that write received data at once; what arrives meanwhile goes into the next ones together. */
    @WithDefault("2")
    int writers();

    Settle settle();

    Feedback feedback();

    /** What is said of requests after they were answered. */
    interface Feedback {
        /** How long a statement waits for a request that it could be about. */
        @WithDefault("7d")
        Duration waitFor();

        /**
         * How long a statement that names no request for certain waits at least: exporters send what has just been
         * answered some seconds later.
         */
        @WithDefault("10s")
        Duration hold();

        /** Requests that one statement may be about; more is refused. */
        @WithDefault("100")
        int mostRequests();

        /** Statements of one project that may wait at once; more is refused for now. */
        @WithDefault("100000")
        int mostWaiting();

        /** Statements of one call. */
        @WithDefault("10000")
        int mostRows();
    }

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
