package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.scan.Axis;
import dev.plumbline.drift.season.Counting;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that a detector remembers between looks, besides the reference and the latest buckets.
 *
 * @param look number of the last look, 0 before the first
 * @param saved false-alarm probability that was not spent yet
 * @param found clusters found since the reference was pinned; they keep their identity
 * @param axes directions of the stories that are known
 * @param candidates raised, waiting for fresh sessions
 * @param open findings
 * @param counting which buckets since are counted beside the reference
 */
public record DetectorState(
        int look,
        Savings saved,
        List<Cluster> found,
        List<Axis> axes,
        List<Story> candidates,
        List<Story> open,
        Counting counting) {

    public static final DetectorState START =
            new DetectorState(0, Savings.NONE, List.of(), List.of(), List.of(), List.of(), Counting.START);

    /**
     * What was not spent yet, since the look that may spend it comes later.
     *
     * @param scales of the first comparison, by {@link Scale}
     * @param views of the others, by their id
     */
    public record Savings(List<Double> scales, Map<String, Double> views) {

        static final Savings NONE =
                new Savings(Scale.ALL.stream().map(scale -> 0.0).toList(), Map.of());

        public Savings {
            scales = List.copyOf(scales);
            views = Collections.unmodifiableMap(new TreeMap<>(views));
        }
    }

    public DetectorState {
        found = List.copyOf(found);
        axes = List.copyOf(axes);
        candidates = List.copyOf(candidates);
        open = List.copyOf(open);
    }

    DetectorState at(int number) {
        return new DetectorState(number, saved, found, axes, candidates, open, counting);
    }

    DetectorState saving(Savings levels) {
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

    /** With those stories alone. */
    DetectorState knowing(Predicate<Story> which) {
        return waiting(candidates.stream().filter(which).toList())
                .opening(open.stream().filter(which).toList());
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
