package dev.plumbline.console.drift.tested;

import dev.plumbline.console.drift.Measured;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a team tests a feature on, as drift-service tells it.
 *
 * @param state {@code embedding}, {@code learning} or {@code watching}
 * @param standing against the latest traffic; null before the first look
 */
public record EvaluationSet(
        String name, String state, Cases cases, @Nullable Standing standing) {

    /** In wall-clock time. */
    public record Cases(int n, int waiting, int unreadable, Instant oldest, Instant replaced) {}

    /** @param coverage share of sessions that a case covers; {@code untested} clusters without a case */
    public record Standing(
            Window window,
            Measured coverage,
            List<InCluster> untested,
            @Nullable Apart apart,
            Unvisited unvisited) {}

    public record Window(Instant from, Instant until, int sessions) {}

    /** @param examples trace ids of sessions that no case covers */
    public record InCluster(String label, Measured share, Measured coverage, int cases, List<String> examples) {}

    /** @param area 0.5 by chance; {@code inTraffic} and {@code inCases} words that one has and the other has not */
    public record Apart(
            boolean toldApart, Measured.Interval area, double pValue, List<String> inTraffic, List<String> inCases) {}

    public record Unvisited(int sessions, Some noLonger, Some never) {}

    public record Some(int n, List<Case> examples) {}

    public record Case(String id, Instant added, @Nullable Instant visited) {}
}
