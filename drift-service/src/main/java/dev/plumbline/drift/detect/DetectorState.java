package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Cluster;

import java.util.List;

/**
 * All that a detector remembers between looks, besides the reference and the latest buckets.
 *
 * @param look number of the last look, 0 before the first
 * @param saved false-alarm probability that each scale has not spent yet
 * @param found clusters found since the reference was pinned; they keep their identity
 * @param candidates raised, waiting for fresh sessions
 * @param open findings
 */
public record DetectorState(
        int look, List<Double> saved, List<Cluster> found, List<Story> candidates, List<Story> open) {

    public static final DetectorState START =
            new DetectorState(0, Scale.ALL.stream().map(scale -> 0.0).toList(), List.of(), List.of(), List.of());

    public DetectorState {
        saved = List.copyOf(saved);
        found = List.copyOf(found);
        candidates = List.copyOf(candidates);
        open = List.copyOf(open);
    }

    DetectorState at(int number) {
        return new DetectorState(number, saved, found, candidates, open);
    }

    DetectorState saving(List<Double> levels) {
        return new DetectorState(look, levels, found, candidates, open);
    }

    DetectorState finding(List<Cluster> clusters) {
        return new DetectorState(look, saved, clusters, candidates, open);
    }

    DetectorState waiting(List<Story> stories) {
        return new DetectorState(look, saved, found, stories, open);
    }

    DetectorState opening(List<Story> stories) {
        return new DetectorState(look, saved, found, candidates, stories);
    }
}
