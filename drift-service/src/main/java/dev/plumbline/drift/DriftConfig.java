package dev.plumbline.drift;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How drift is watched. */
@ConfigMapping(prefix = "plumbline.drift")
public interface DriftConfig {

    /** Sessions from which a feature is learned: half make the clusters, half are counted. Even, at least 100. */
    @WithDefault("400")
    int learn();

    /** Sessions of the reference that takes the first one's place, once so many came and nothing was found. */
    @WithDefault("1000")
    int learnFull();

    /** Sessions between two looks; a window is two of these. At least 20. */
    @WithDefault("100")
    int bucket();

    /**
     * Attributes by whose values parts of the traffic are compared for themselves: {@code release}, {@code environment},
     * {@code language}, or one that requests keep as a slice.
     */
    Optional<List<String>> slices();

    /** False alarms, expected at most. */
    Budget budget();

    /** When sessions are put in order. */
    Order order();

    /** What becomes known about answers later. */
    Truth truth();

    /** How inputs become vectors. */
    Embedding embedding();

    /** How long a feature is held by the cycle that advances it, and a batch by the worker that embeds it. */
    @WithDefault("1m")
    Duration lease();

    /** How long what became of a request is kept: longer than the bus keeps its events. */
    @WithDefault("8d")
    Duration keepInputs();

    /** How long vectors outside of a reference are kept. */
    @WithDefault("30d")
    Duration keepVectors();

    /** See {@link dev.plumbline.drift.stat.AlphaBudget}: at most one false alarm in the first four weeks, 0.8 in others. */
    interface Budget {

        /** False alarms per four weeks of event time and feature. */
        @WithDefault("0.8")
        double perFourWeeks();

        /** Level of each of the first looks at a new reference. */
        @WithDefault("0.001")
        double first();

        /** How many looks those are. */
        @WithDefault("100")
        int fastLooks();

        /** No look spends more. */
        @WithDefault("0.01")
        double cap();
    }

    /** A session is read when no earlier one is to be expected. */
    interface Order {

        /** In event time: how much earlier than the latest a request may have started and still come in. */
        @WithDefault("5m")
        Duration grace();

        /** In wall-clock time: how long a request must have been here before it moves the watermark. */
        @WithDefault("15s")
        Duration settle();

        /** In wall-clock time: after so long without a request the grace is over too. */
        @WithDefault("5m")
        Duration idle();
    }

    /** Feedback and late truth, which concept drift is about. */
    interface Truth {

        /** In event time: how long after a session's first request something may become known about it. Below 7 days. */
        @WithDefault("1d")
        Duration within();

        /** A value below is bad. */
        @WithDefault("0.5")
        double badBelow();

        /** Where there is no value: one of these labels is bad; case does not matter. */
        @WithDefault("down,thumbs_down,thumbs-down,negative,bad,dislike,unresolved,incorrect,wrong,failed")
        Set<String> badLabels();
    }

    /** The model in this process. */
    interface Embedding {

        /** Texts embedded at once, each on a thread of its own; 0 embeds nothing, so that sessions wait. */
        @WithDefault("1")
        int threads();

        /** Texts that one worker leases at a time. */
        @WithDefault("64")
        int batch();

        /** How often a text is leased, without an end, before its session ends as unreadable. */
        @WithDefault("5")
        int attempts();

        /** Memory for vectors of texts seen before. */
        @WithDefault("16777216")
        long cacheBytes();

        /** Where the native libraries are unpacked once and found again. */
        @WithDefault("${user.home}/.cache/plumbline/native")
        Path folder();
    }
}
