package dev.plumbline.drift;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.drift.cases.CaseStore;
import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.detect.Kind;
import dev.plumbline.drift.embed.TextStore;
import dev.plumbline.drift.evalset.EvaluationDetector;
import dev.plumbline.drift.evalset.EvaluationState;
import dev.plumbline.drift.evalset.EvaluationStore;
import dev.plumbline.drift.evalset.EvaluationStore.Kept;
import dev.plumbline.drift.evalset.EvaluationStore.Loaded;
import dev.plumbline.drift.evalset.Ground;
import dev.plumbline.drift.evalset.Standing;
import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.label.DistinctTerms;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.stat.AlphaBudget;
import dev.plumbline.drift.watch.Seen;
import dev.plumbline.drift.watch.SeenStore;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Evaluation sets of a feature: each follows the looks at its traffic, one after the other. */
@Singleton
public class EvaluationCycle {

    /** Detectors that are kept: some 5 MB each. */
    private static final int KEPT = 8;

    private final EvaluationStore store;
    private final SeenStore seen;
    private final TextStore texts;
    private final CaseStore cases;
    private final Clock clock;
    private final Map<Key, EvaluationDetector> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, EvaluationDetector> eldest) {
            return size() > KEPT;
        }
    };

    EvaluationCycle(EvaluationStore store, SeenStore seen, TextStore texts, CaseStore cases, Clock clock) {
        this.store = store;
        this.seen = seen;
        this.texts = texts;
        this.cases = cases;
        this.clock = clock;
    }

    /** @param leaves digest of the centroids: a reference that was learned anew has others */
    private record Key(long set, int version, String scope, int leaves) {}

    /** Looks once at each set that is behind; whether there was any. */
    boolean step(Claim claim, Progress progress, AlphaBudget budget) {
        String model = progress.model();
        if (progress.learned() == null || model == null) {
            return false;
        }
        List<Kept> sets = store.sets(progress);
        boolean looked = false;
        for (Kept set : sets) {
            int number = number(progress, set);
            if (number > 0) {
                List<Loaded> loaded = store.cases(set.id(), model);
                if (!loaded.isEmpty()) {
                    look(claim, progress, set, loaded, number, budget.part(1.0 / sets.size()));
                    looked = true;
                }
            }
        }
        return looked;
    }

    /** Whether nothing is open or suspected that compares with the reference. */
    boolean quiet(Progress progress) {
        return store.sets(progress).stream()
                .allMatch(
                        set -> !follows(progress, set) || set.reached().state().quiet());
    }

    /** Whether the last look compared with this reference. */
    private static boolean follows(Progress progress, Kept set) {
        return Objects.equals(set.reached().reference(), progress.reference());
    }

    /** The look at traffic that is next for a set; 0 for none. One that is far behind takes the latest. */
    private static int number(Progress progress, Kept set) {
        int latest = set.latest();
        if (latest == 0 || set.waits()) {
            return 0;
        }
        int looked = follows(progress, set) ? set.reached().looked() : 0;
        if (looked == latest) {
            return set.standing() == null ? latest : 0;
        }
        return looked == 0 || latest - looked >= Detector.RECENT ? latest : looked + 1;
    }

    private void look(Claim claim, Progress progress, Kept set, List<Loaded> loaded, int number, AlphaBudget budget) {
        List<List<Seen>> recent = seen.buckets(progress, number, Detector.RECENT);
        List<List<Observation>> observed =
                recent.stream().map(Seen::observations).toList();
        Map<String, Long> visited = loaded.stream()
                .filter(one -> one.visitedNano() > 0)
                .collect(Collectors.toMap(one -> one.tested().id(), Loaded::visitedNano));
        List<Cluster> leaves = seen.leaves(progress);
        EvaluationDetector detector = detector(progress, set, leaves, loaded, budget);
        EvaluationState before = set.reached().state();
        if (!follows(progress, set)) {
            before = before.under(open(progress));
        }
        EvaluationDetector.Look look = detector.look(before, observed, partition(progress, leaves), visited);
        if (follows(progress, set) && set.reached().looked() == number) {
            // The cases changed and no traffic came: the same sessions may not be tested twice.
            look = look.without(before);
        }
        look = look.standing(told(progress, set, look, recent));
        store.save(claim, progress, set, number, look, covers(progress, detector, look, observed), clock.instant());
    }

    private Set<String> open(Progress progress) {
        return store.open(progress).stream().map(EvaluationStore.Open::id).collect(Collectors.toSet());
    }

    private EvaluationDetector detector(
            Progress progress, Kept set, List<Cluster> leaves, List<Loaded> loaded, AlphaBudget budget) {
        int digest = leaves.stream()
                .map(leaf -> Arrays.hashCode(leaf.centroid()))
                .toList()
                .hashCode();
        EvaluationDetector detector = kept.computeIfAbsent(
                new Key(set.id(), set.version(), progress.scope(), digest),
                key -> new EvaluationDetector(
                        progress.key().projectId() + "/" + progress.key().feature() + "/evaluation/" + set.id(),
                        set.name(),
                        new Ground(Reference.of(leaves, seen.learned(progress))),
                        loaded.stream().map(Loaded::tested).toList()));
        return detector.spending(budget);
    }

    /** The clusters that people see: leaves, and those found since that have been told. */
    private Partition partition(Progress progress, List<Cluster> leaves) {
        Set<String> told = store.labels(progress).keySet();
        return new Partition(
                leaves,
                progress.state().found().stream()
                        .filter(found -> told.contains(found.id()))
                        .toList());
    }

    /** The two-sample test in words, or as it was when it was not due. */
    private Standing told(Progress progress, Kept set, EvaluationDetector.Look look, List<List<Seen>> recent) {
        Standing.Apart apart = look.standing().apart();
        if (apart == null) {
            Standing last = set.standing();
            return look.standing().with(last == null ? null : last.apart());
        }
        Collection<String> asked = texts.inputs(recent.stream()
                        .flatMap(List::stream)
                        .filter(session -> session.observation().startNano()
                                >= look.standing().window().fromNano())
                        .map(Seen::request)
                        .collect(Collectors.<RequestRef>toSet()))
                .values();
        List<String> tested = cases.texts(progress.key().projectId(), set.id());
        DistinctTerms terms =
                new DistinctTerms(Stream.concat(asked.stream(), tested.stream()).toList());
        return look.standing().with(apart.words(terms.of(asked), terms.of(tested)));
    }

    /** Cases for each cluster, and for each open finding that is about something else, by its examples. */
    private Map<String, Integer> covers(
            Progress progress,
            EvaluationDetector detector,
            EvaluationDetector.Look look,
            List<List<Observation>> recent) {
        Map<String, Integer> covers = new HashMap<>();
        look.standing().clusters().forEach(row -> covers.put(row.cluster(), row.cases()));
        for (EvaluationStore.Open finding : store.open(progress)) {
            if (!Kind.valueOf(finding.kind().toUpperCase(Locale.ROOT)).ofCluster()) {
                List<Observation> examples = recent.stream()
                        .flatMap(List::stream)
                        .filter(session -> finding.examples().contains(session.traceId()))
                        .toList();
                if (!examples.isEmpty()) {
                    covers.put(finding.id(), detector.covering(examples));
                }
            }
        }
        return covers;
    }
}
