package dev.plumbline.drift.concept;

import dev.plumbline.drift.cluster.StableId;
import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.detect.Kind;
import dev.plumbline.drift.detect.Scale;
import dev.plumbline.drift.detect.Story;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.stat.AlphaBudget;
import dev.plumbline.drift.stat.Share;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at one kind of truth of one feature, bucket by bucket of judged sessions: cluster by cluster, and all clusters
 * together with each held apart, so that more questions of a hard kind are no drift of this sort. What a look raises must
 * be confirmed by fresh sessions; findings stay, grow and close as those of inputs do.
 */
public final class ConceptDetector {

    /** Its part of the feature's budget, whether there is any truth or not; inputs and outputs have the rest. */
    public static final double BUDGET = 0.05;

    private final String scope;
    private final String name;
    private final Tally reference;
    private final AlphaBudget budget;

    /**
     * @param scope names the reference and the truth: ids of findings follow from it
     * @param name of the truth; no cluster's id
     * @param reference judged sessions of the pinned reference
     * @param budget of this kind of truth alone
     */
    public ConceptDetector(String scope, String name, List<Judged> reference, AlphaBudget budget) {
        this.scope = scope;
        this.name = name;
        this.reference = new Tally(reference);
        this.budget = budget;
    }

    /** What one look gave. */
    public record Look(ConceptState next, List<Change> changes) {}

    /**
     * One look.
     *
     * @param recent the latest buckets of judged sessions since the reference, the fresh one last, at most those of the
     *     longest window; each at least one session
     * @param moved clusters whose inputs moved: nothing is told about them
     */
    public Look look(ConceptState before, List<List<Judged>> recent, Set<String> moved) {
        List<Change> changes = new ArrayList<>();
        ConceptState state = before.at(before.look() + 1);
        state = follow(state, recent, changes);
        state = confirm(state, recent, moved, changes);
        long elapsed = recent.size() < 2 ? 0 : last(recent, 1) - last(recent, 2);
        double alpha = Detector.PASSING * budget.of(state.look(), elapsed);
        return new Look(seek(state, recent, moved, alpha / Scale.ALL.size()), List.copyOf(changes));
    }

    private ConceptState follow(ConceptState state, List<List<Judged>> recent, List<Change> changes) {
        List<Story> still = new ArrayList<>();
        for (Story story : state.open()) {
            Comparison window =
                    new Comparison(name, reference, story.raised().scale().of(recent), Set.of());
            Set<String> others = others(state, story, Set.of());
            Share now = window.now(story.subject(), others);
            int misses = window.pValue(story.subject(), others) <= Detector.LOOSER ? 0 : story.misses() + 1;
            if (misses == Detector.MISSES) {
                changes.add(window.change(Change.Type.CLOSED, story, others));
            } else if (story.wentOn(now)) {
                still.add(story.reporting(now).missing(misses));
                changes.add(window.change(Change.Type.GROWN, story, others));
            } else {
                still.add(story.missing(misses));
            }
        }
        return state.opening(still);
    }

    private ConceptState confirm(
            ConceptState state, List<List<Judged>> recent, Set<String> moved, List<Change> changes) {
        List<Story> waiting = new ArrayList<>();
        List<Story> open = new ArrayList<>(state.open());
        for (Story candidate : state.candidates()) {
            Scale scale = candidate.raised().scale();
            Comparison fresh = new Comparison(name, reference, scale.freshOf(recent), moved);
            Set<String> others = others(state, candidate, moved);
            if (state.look() - candidate.raised().look() < scale.half()) {
                waiting.add(candidate);
            } else if (!moved.contains(candidate.subject().about())
                    && fresh.pValue(candidate.subject(), others) <= Detector.LOOSER) {
                open.add(candidate.reporting(fresh.now(candidate.subject(), others)));
                changes.add(fresh.change(Change.Type.OPENED, candidate, others));
            }
        }
        return state.opening(open).waiting(waiting);
    }

    private ConceptState seek(ConceptState state, List<List<Judged>> recent, Set<String> moved, double part) {
        ConceptState next = state;
        List<Double> saved = new ArrayList<>();
        for (int i = 0; i < Scale.ALL.size(); i++) {
            Scale scale = Scale.ALL.get(i);
            double level = state.saved().get(i) + part;
            boolean due = scale.due(state.look(), recent.size());
            saved.add(due ? 0 : level);
            if (due) {
                next = raise(next, scale, scale.of(recent), moved, level);
            }
        }
        return next.saving(saved);
    }

    /** The clearest, then what is left without it. */
    private ConceptState raise(ConceptState state, Scale scale, List<Judged> window, Set<String> moved, double level) {
        Comparison comparison = new Comparison(name, reference, window, moved);
        List<Story> candidates = new ArrayList<>(state.candidates());
        Set<String> known = about(state.known());
        Comparison.Moved clearest = comparison.clearest(known);
        while (clearest != null && clearest.pValue() <= level) {
            candidates.add(new Story(
                    StableId.of(scope, "finding/" + clearest.about(), state.look()),
                    View.FIRST,
                    new Story.Subject(Kind.QUALITY_MOVED, clearest.about(), clearest.up()),
                    new Story.Raised(state.look(), scale, window.get(0).startNano(), clearest.pValue()),
                    new Share(0, 0),
                    0));
            known.add(clearest.about());
            clearest = comparison.clearest(known);
        }
        return state.waiting(candidates);
    }

    /** Clusters that another story tells, or whose inputs moved: not counted in the one of all together. */
    private static Set<String> others(ConceptState state, Story story, Set<String> moved) {
        Set<String> others = about(state.known());
        others.addAll(moved);
        others.remove(story.subject().about());
        return others;
    }

    private static Set<String> about(List<Story> stories) {
        return stories.stream().map(story -> story.subject().about()).collect(Collectors.toCollection(HashSet::new));
    }

    private static long last(List<List<Judged>> recent, int fromEnd) {
        List<Judged> bucket = recent.get(recent.size() - fromEnd);
        return bucket.get(bucket.size() - 1).startNano();
    }
}
