package dev.plumbline.evaluator.judge.pair;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What is to be compared: two releases of a feature ({@code a}, {@code b}), or {@code requests} that are named. */
final class ComparisonBody {
    public @Nullable Integer project;
    public @Nullable String rubric;
    public @Nullable Integer version;
    public @Nullable String feature;
    public @Nullable Side a;
    public @Nullable Side b;
    public @Nullable String from;
    public @Nullable String to;
    public @Nullable Integer pairs;
    public @Nullable List<@Nullable Two> requests;

    /** One side of all pairs. */
    static final class Side {
        public @Nullable String release;
    }

    /** One pair. */
    static final class Two {
        public @Nullable Named a;
        public @Nullable Named b;
    }

    /** A request; without a span the only one of its trace. */
    static final class Named {
        public @Nullable String traceId;
        public @Nullable String spanId;
    }
}
