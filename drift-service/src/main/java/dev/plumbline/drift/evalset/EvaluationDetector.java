package dev.plumbline.drift.evalset;

import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.cluster.StableId;
import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.detect.Kind;
import dev.plumbline.drift.detect.Scale;
import dev.plumbline.drift.detect.Story;
import dev.plumbline.drift.evalset.twosample.TwoSample;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.stat.AlphaBudget;
import dev.plumbline.drift.stat.Share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Looks at one evaluation set of one feature, bucket by bucket of traffic: whether more of it has no case, cluster by
 * cluster and all together, and whether the set is told apart from it. What a look raises must be confirmed by fresh
 * sessions; findings stay, grow and close as those of inputs do.
 */
public final class EvaluationDetector {

    /** Its part of the feature's budget, for all sets together, whether there is any or not. */
    public static final double BUDGET = 0.05;

    /** Half of it is for the two-sample test. */
    private static final double APART = 0.5;

    private final String scope;
    private final String name;
    private final Ground ground;
    private final Neighbourhood near;
    private final TellingApart apart;
    private final Standings standings;
    private AlphaBudget budget = new AlphaBudget(0, 0, 1, 0);

    /**
     * One that may not suspect anything yet.
     *
     * @param scope names the set: ids of findings follow from it
     * @param name of the set
     */
    public EvaluationDetector(String scope, String name, Ground ground, List<EvaluationCase> cases) {
        this.scope = scope;
        this.name = name;
        this.ground = ground;
        this.near = new Neighbourhood(cases, ground.within());
        this.apart = new TellingApart(ground, near, cases);
        this.standings = new Standings(ground, near, cases);
    }

    /**
     * What one look gave.
     *
     * @param standing with the two-sample test only when it was due
     * @param visited event time of the latest session near each case that any came near, by its id
     */
    public record Look(
            EvaluationState next, List<Change> changes, Standing standing, Map<String, Long> visited, boolean tested) {

        /** What was seen alone: nothing is told, and the state stays as it was. */
        public Look without(EvaluationState before) {
            return new Look(before, List.of(), standing, visited, tested);
        }

        /** The same with another description. */
        public Look standing(Standing other) {
            return new Look(next, changes, other, visited, tested);
        }
    }

    /** The same with a budget, which is this set's alone. */
    public EvaluationDetector spending(AlphaBudget allowed) {
        budget = allowed;
        return this;
    }

    /** How many cases cover any of these sessions. */
    public int covering(List<Observation> sessions) {
        return (int) sessions.stream()
                .flatMapToInt(session -> Arrays.stream(near.of(session).cases()))
                .distinct()
                .count();
    }

    /**
     * One look. One thread at a time.
     *
     * @param recent the latest buckets since the reference, the fresh one last: at least two
     * @param partition clusters as people see them
     * @param visited event time of the latest session near each case, as far as known
     */
    public Look look(
            EvaluationState before, List<List<Observation>> recent, Partition partition, Map<String, Long> visited) {
        List<Change> changes = new ArrayList<>();
        EvaluationState state = follow(before.at(before.look() + 1), recent, partition, changes);
        state = confirm(state, recent, partition, changes);
        double alpha = Detector.PASSING * budget.of(state.look(), last(recent, 1) - last(recent, 2));
        state = seek(state, recent, partition, alpha * (1 - APART) / Scale.ALL.size());

        Standings.Seen seen = standings.of(recent, partition, visited);
        boolean due = testing(before.look() + 1, recent);
        Standing.Apart test = null;
        if (due) {
            List<Observation> window = Standings.window(recent);
            TwoSample found = apart.of(window);
            test = new Standing.Apart(found, apart.inReference(), apart.cases(), List.of(), List.of());
            state = unlike(state, window, found, alpha * APART);
        } else {
            state = saving(state, alpha * APART);
        }
        return new Look(state, List.copyOf(changes), seen.standing().with(test), seen.visited(), due);
    }

    /** At the first look, then at every second. */
    private boolean testing(int look, List<List<Observation>> recent) {
        return apart.possible(Standings.window(recent)) && look % 2 == 1;
    }

    private EvaluationState follow(
            EvaluationState state, List<List<Observation>> recent, Partition partition, List<Change> changes) {
        List<Story> still = new ArrayList<>();
        for (Story story : state.open()) {
            Compared now = compared(state, story, story.raised().scale().of(recent), partition);
            int misses = now.holds() ? 0 : story.misses() + 1;
            if (misses == Detector.MISSES) {
                changes.add(now.change(Change.Type.CLOSED, story));
            } else if (story.wentOn(now.now())) {
                still.add(story.reporting(now.now()).missing(misses));
                changes.add(now.change(Change.Type.GROWN, story));
            } else {
                still.add(story.missing(misses));
            }
        }
        return state.opening(still);
    }

    private EvaluationState confirm(
            EvaluationState state, List<List<Observation>> recent, Partition partition, List<Change> changes) {
        List<Story> waiting = new ArrayList<>();
        List<Story> open = new ArrayList<>(state.open());
        for (Story candidate : state.candidates()) {
            Scale scale = candidate.raised().scale();
            if (state.look() - candidate.raised().look() < scale.half()) {
                waiting.add(candidate);
                continue;
            }
            Compared fresh = compared(state, candidate, scale.freshOf(recent), partition);
            if (fresh.holds()) {
                open.add(candidate.reporting(fresh.now()));
                changes.add(fresh.change(Change.Type.OPENED, candidate));
            }
        }
        return state.opening(open).waiting(waiting);
    }

    private EvaluationState seek(
            EvaluationState state, List<List<Observation>> recent, Partition partition, double part) {
        EvaluationState next = state;
        List<Double> saved = new ArrayList<>();
        for (int i = 0; i < Scale.ALL.size(); i++) {
            Scale scale = Scale.ALL.get(i);
            double level = state.saved().get(i) + part;
            boolean due = scale.due(state.look(), recent.size());
            saved.add(due ? 0 : level);
            if (due) {
                next = raise(next, scale, scale.of(recent), partition, level);
            }
        }
        saved.add(state.saved().get(Scale.ALL.size()));
        return next.saving(saved);
    }

    /** The clearest, then what is left without it. */
    private EvaluationState raise(
            EvaluationState state, Scale scale, List<Observation> window, Partition partition, double level) {
        Untested untested = untested(partition, window);
        List<Story> candidates = new ArrayList<>(state.candidates());
        Set<String> known = about(state.known(), story -> true);
        Untested.Grown clearest = untested.clearest(known, level);
        while (clearest != null && clearest.pValue() <= level) {
            candidates.add(story(state, scale, window, clearest.about(), clearest.pValue()));
            known.add(clearest.about());
            clearest = untested.clearest(known, level);
        }
        return state.waiting(candidates);
    }

    private EvaluationState unlike(EvaluationState state, List<Observation> window, TwoSample test, double part) {
        double level = state.saved().get(Scale.ALL.size()) + part;
        List<Story> candidates = new ArrayList<>(state.candidates());
        if (test.pValue() <= level
                && test.area().low() >= TellingApart.UNLIKE
                && about(state.known(), story -> true).add(toldApart())) {
            candidates.add(story(state, Standings.SCALE, window, toldApart(), test.pValue()));
        }
        List<Double> saved = new ArrayList<>(state.saved().subList(0, Scale.ALL.size()));
        saved.add(0.0);
        return state.waiting(candidates).saving(saved);
    }

    private static EvaluationState saving(EvaluationState state, double part) {
        List<Double> saved = new ArrayList<>(state.saved());
        saved.set(Scale.ALL.size(), saved.get(Scale.ALL.size()) + part);
        return state.saving(saved);
    }

    private Story story(EvaluationState state, Scale scale, List<Observation> window, String about, double pValue) {
        return new Story(
                StableId.of(scope, "finding/" + about, state.look()),
                View.FIRST,
                new Story.Subject(Kind.EVALUATION_SET, about, true),
                new Story.Raised(state.look(), scale, window.get(0).startNano(), pValue),
                new Share(0, 0),
                0);
    }

    /** One story in some sessions. */
    private Compared compared(EvaluationState state, Story story, List<Observation> sessions, Partition partition) {
        long until = sessions.get(sessions.size() - 1).startNano();
        if (story.subject().toldApart()) {
            String words = "evaluation set “" + name + "”";
            if (!apart.possible(sessions)) {
                return new Compared(true, words, until, story.reported(), story.reported(), List.of());
            }
            TwoSample test = apart.of(sessions);
            return new Compared(
                    test.pValue() <= Detector.LOOSER && test.area().estimate() >= TellingApart.UNLIKE,
                    words,
                    until,
                    apart.inReference().told(),
                    test.told(),
                    standings.farthest(sessions));
        }
        String about = story.subject().about();
        Set<String> others = about(state.known(), other -> !other.id().equals(story.id()));
        Untested untested = untested(partition, sessions);
        return new Compared(
                untested.pValue(about, others) <= Detector.LOOSER,
                "traffic without a case in “" + name + "”",
                until,
                untested.then(about, others),
                untested.now(about, others),
                untested.examples(about, others));
    }

    private record Compared(boolean holds, String words, long untilNano, Share then, Share now, List<String> examples) {

        Change change(Change.Type type, Story story) {
            return new Change(
                    type, story, words, untilNano, Change.Shares.of(then, now), examples, Change.Against.REFERENCE);
        }
    }

    private Untested untested(Partition partition, List<Observation> sessions) {
        return new Untested(
                Story.Subject.UNTESTED + name,
                partition,
                near,
                sessions,
                ground.reference().held());
    }

    private String toldApart() {
        return Story.Subject.TOLD_APART + name;
    }

    private static Set<String> about(List<Story> stories, Predicate<Story> which) {
        return stories.stream()
                .filter(which)
                .map(story -> story.subject().about())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static long last(List<List<Observation>> recent, int fromEnd) {
        List<Observation> bucket = recent.get(recent.size() - fromEnd);
        return bucket.get(bucket.size() - 1).startNano();
    }
}
