package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Cluster;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that a detector remembers between looks, besides the reference and the latest buckets.
 *
 * @param look number of the last look, 0 before the first
 * @param saved false-alarm probability that each scale has not spent yet
 * @param found clusters found since the reference was pinned; they keep their identity
 * @param axes directions of the stories that are known
 * @param candidates raised, waiting for fresh sessions
 * @param open findings
 */
public record DetectorState(
        int look, List<Double> saved, List<Cluster> found, List<Axis> axes, List<Story> candidates, List<Story> open) {

    public static final DetectorState START = new DetectorState(
            0, Scale.ALL.stream().map(scale -> 0.0).toList(), List.of(), List.of(), List.of(), List.of());

    public DetectorState {
        saved = List.copyOf(saved);
        found = List.copyOf(found);
        axes = List.copyOf(axes);
        candidates = List.copyOf(candidates);
        open = List.copyOf(open);
    }

    DetectorState at(int number) {
        return new DetectorState(number, saved, found, axes, candidates, open);
    }

    DetectorState saving(List<Double> levels) {
        return new DetectorState(look, levels, found, axes, candidates, open);
    }

    DetectorState finding(List<Cluster> clusters) {
        return new DetectorState(look, saved, clusters, axes, candidates, open);
    }

    DetectorState along(List<Axis> directions) {
        return new DetectorState(look, saved, found, directions, candidates, open);
    }

    /** Keeps directions that a known story needs. */
    DetectorState forgettingAxes() {
        return along(axes.stream()
                .filter(axis -> known().stream()
                        .anyMatch(story -> story.subject().about().equals(axis.id())))
                .toList());
    }

    DetectorState waiting(List<Story> stories) {
        return new DetectorState(look, saved, found, axes, stories, open);
    }

    DetectorState opening(List<Story> stories) {
        return new DetectorState(look, saved, found, axes, candidates, stories);
    }

    /** Whether nothing has been found since the reference was pinned, nor is suspected. */
    public boolean quiet() {
        return found.isEmpty() && candidates.isEmpty() && open.isEmpty();
    }

    /** Stories that are told or may be. */
    List<Story> known() {
        return Stream.of(candidates, open).flatMap(List::stream).toList();
    }
}
