package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.season.Counting;

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
 * @param counting which buckets since are counted beside the reference
 */
public record DetectorState(
        int look,
        List<Double> saved,
        List<Cluster> found,
        List<Axis> axes,
        List<Story> candidates,
        List<Story> open,
        Counting counting) {

    public static final DetectorState START = new DetectorState(
            0,
            Scale.ALL.stream().map(scale -> 0.0).toList(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Counting.START);

    public DetectorState {
        saved = List.copyOf(saved);
        found = List.copyOf(found);
        axes = List.copyOf(axes);
        candidates = List.copyOf(candidates);
        open = List.copyOf(open);
    }

    DetectorState at(int number) {
        return new DetectorState(number, saved, found, axes, candidates, open, counting);
    }

    DetectorState saving(List<Double> levels) {
        return new DetectorState(look, levels, found, axes, candidates, open, counting);
    }

    DetectorState finding(List<Cluster> clusters) {
        return new DetectorState(look, saved, clusters, axes, candidates, open, counting);
    }

    DetectorState along(List<Axis> directions) {
        return new DetectorState(look, saved, found, directions, candidates, open, counting);
    }

    /** Keeps directions that a known story needs. */
    DetectorState forgettingAxes() {
        return along(axes.stream()
                .filter(axis -> known().stream()
                        .anyMatch(story -> story.subject().about().equals(axis.id())))
                .toList());
    }

    /** With other buckets counted: the detector of the next look must have been made of them. */
    public DetectorState counting(Counting other) {
        return new DetectorState(look, saved, found, axes, candidates, open, other);
    }

    DetectorState waiting(List<Story> stories) {
        return new DetectorState(look, saved, found, axes, stories, open, counting);
    }

    DetectorState opening(List<Story> stories) {
        return new DetectorState(look, saved, found, axes, candidates, stories, counting);
    }

    /** Whether nothing has been found since the reference was pinned, nor is suspected. */
    public boolean quiet() {
        return found.isEmpty() && candidates.isEmpty() && open.isEmpty();
    }

    /** Whether nothing is suspected or open at this time. */
    public boolean calm() {
        return candidates.isEmpty() && open.isEmpty();
    }

    /** Stories that are told or may be. */
    List<Story> known() {
        return Stream.of(candidates, open).flatMap(List::stream).toList();
    }
}
