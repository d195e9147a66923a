package dev.plumbline.drift.concept;

import dev.plumbline.drift.detect.Scale;
import dev.plumbline.drift.detect.Story;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that is remembered between looks at one kind of truth.
 *
 * @param look number of the last look, 0 before the first
 * @param saved false-alarm probability that each scale has not spent yet
 * @param candidates raised, waiting for fresh sessions
 * @param open findings
 */
public record ConceptState(int look, List<Double> saved, List<Story> candidates, List<Story> open) {

    public static final ConceptState START =
            new ConceptState(0, Scale.ALL.stream().map(scale -> 0.0).toList(), List.of(), List.of());

    public ConceptState {
        saved = List.copyOf(saved);
        candidates = List.copyOf(candidates);
        open = List.copyOf(open);
    }

    ConceptState at(int number) {
        return new ConceptState(number, saved, candidates, open);
    }

    ConceptState saving(List<Double> levels) {
        return new ConceptState(look, levels, candidates, open);
    }

    ConceptState waiting(List<Story> stories) {
        return new ConceptState(look, saved, stories, open);
    }

    ConceptState opening(List<Story> stories) {
        return new ConceptState(look, saved, candidates, stories);
    }

    /** Whether nothing is open or suspected. */
    public boolean quiet() {
        return candidates.isEmpty() && open.isEmpty();
    }

    /** Stories that are told or may be. */
    List<Story> known() {
        return Stream.of(candidates, open).flatMap(List::stream).toList();
    }
}
