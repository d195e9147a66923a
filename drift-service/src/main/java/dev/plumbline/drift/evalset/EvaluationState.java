package dev.plumbline.drift.evalset;

import dev.plumbline.drift.detect.Scale;
import dev.plumbline.drift.detect.Story;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is remembered between looks at one evaluation set.
 *
 * @param look number of the last look, 0 before the first; goes on when the feature is learned anew
 * @param saved false-alarm probability that each scale, and last the two-sample test, has not spent yet
 * @param candidates raised, waiting for fresh sessions
 * @param open findings
 */
public record EvaluationState(int look, List<Double> saved, List<Story> candidates, List<Story> open) {

    public static final EvaluationState START = new EvaluationState(
            0,
            Stream.concat(Scale.ALL.stream().map(scale -> 0.0), Stream.of(0.0)).toList(),
            List.of(),
            List.of());

    public EvaluationState {
        saved = List.copyOf(saved);
        candidates = List.copyOf(candidates);
        open = List.copyOf(open);
    }

    EvaluationState at(int number) {
        return new EvaluationState(number, saved, candidates, open);
    }

    EvaluationState saving(List<Double> levels) {
        return new EvaluationState(look, levels, candidates, open);
    }

    EvaluationState waiting(List<Story> stories) {
        return new EvaluationState(look, saved, stories, open);
    }

    EvaluationState opening(List<Story> stories) {
        return new EvaluationState(look, saved, candidates, stories);
    }

    /** Under another reference: what was compared with the one before is forgotten. */
    public EvaluationState under(Set<String> stillOpen) {
        return waiting(List.of())
                .opening(open.stream()
                        .filter(story -> story.subject().toldApart() && stillOpen.contains(story.id()))
                        .toList());
    }

    /** Whether nothing is open or suspected that compares with the reference. */
    public boolean quiet() {
        return known().stream().allMatch(story -> story.subject().toldApart());
    }

    /** Stories that are told or may be. */
    List<Story> known() {
        return Stream.of(candidates, open).flatMap(List::stream).toList();
    }
}
