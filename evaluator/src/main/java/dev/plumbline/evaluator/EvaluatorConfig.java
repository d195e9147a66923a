package dev.plumbline.evaluator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.nio.file.Path;
import java.time.Duration;

/** How the evaluator works; what it scores and samples is in the configurations of those features. */
@ConfigMapping(prefix = "plumbline.evaluator")
public interface EvaluatorConfig {

    /** Threads that run the deterministic scorers; 0 scores nothing, so that jobs wait. */
    @WithDefault("2")
    int workers();

    /** Jobs that one thread leases at a time: as many share one transaction. */
    @WithDefault("50")
    int batch();

    /** How long a lease holds; a worker that is gone is replaced after it. */
    @WithDefault("2m")
    Duration lease();

    /** How often a job is leased, without ending, before it ends as failed. */
    @WithDefault("5")
    int attempts();

    /** How long a worker without work waits before it looks again. */
    @WithDefault("1s")
    Duration poll();

    /** How long the relay to the bus waits when it has sent everything. */
    @WithDefault("250ms")
    Duration relay();

    /** Days of scores that are kept, by the request's start, today included; at least 1. */
    @WithDefault("90")
    int keepScoreDays();

    /** How long the ends of jobs, and dead letters, are kept. */
    @WithDefault("7d")
    Duration keepJobs();

    /** Where the libraries of the embedding model are unpacked once and found again. */
    @WithDefault("${java.io.tmpdir}/plumbline-embedding")
    Path embeddingFolder();
}
