package dev.plumbline.drift;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.concept.ConceptDetector;
import dev.plumbline.drift.concept.ConceptStore;
import dev.plumbline.drift.concept.ConceptStore.Placed;
import dev.plumbline.drift.concept.ConceptStore.Reached;
import dev.plumbline.drift.concept.ConceptStore.Series;
import dev.plumbline.drift.concept.Judged;
import dev.plumbline.drift.concept.JudgedStore;
import dev.plumbline.drift.concept.TruthRule;
import dev.plumbline.drift.detect.Kind;
import dev.plumbline.drift.detect.Scale;
import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.stat.AlphaBudget;
import dev.plumbline.drift.watch.SeenStore;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Late truth of a feature: takes sessions when their time for truth is over, then looks, bucket by bucket. */
@Singleton
public class ConceptCycle {

    /** Sessions about which the same thing is known, between two looks. */
    static final int BUCKET = 25;

    /** Judged sessions a reference needs to be compared with. */
    static final int FEWEST = 50;

    /** Kinds of truth that share the budget at most. */
    private static final int MOST_SERIES = 4;

    private final JudgedStore judged;
    private final ConceptStore concepts;
    private final SeenStore seen;
    private final DriftConfig config;
    private final Clock clock;

    ConceptCycle(JudgedStore judged, ConceptStore concepts, SeenStore seen, DriftConfig config, Clock clock) {
        this.judged = judged;
        this.concepts = concepts;
        this.seen = seen;
        this.config = config;
        this.clock = clock;
    }

    /** Takes what can be taken or looks once at each kind of truth; whether anything was done. */
    boolean step(Claim claim, Progress progress, AlphaBudget budget) {
        DriftConfig.Truth truth = config.truth();
        if (judged.take(claim, truth.within(), new TruthRule(truth.badBelow(), truth.badLabels()))) {
            return true;
        }
        if (progress.learned() == null) {
            return false;
        }
        List<Series> all = concepts.series(progress, FEWEST, MOST_SERIES);
        boolean looked = false;
        for (Series series : all) {
            looked |= look(claim, progress, series, budget.part(1.0 / all.size()));
        }
        return looked;
    }

    private boolean look(Claim claim, Progress progress, Series series, AlphaBudget budget) {
        Reached reached = concepts.reached(progress, series);
        List<Cluster> leaves = seen.leaves(progress);
        Partition partition = new Partition(leaves, progress.state().found());
        List<Placed> bucket = concepts.next(progress, series, reached.looked(), BUCKET, partition);
        if (bucket.size() < BUCKET) {
            return false;
        }
        List<Placed> recent = new ArrayList<>(
                concepts.before(progress, series, bucket.get(0).ordinal(), (Scale.LONGEST - 1) * BUCKET, partition));
        Collections.reverse(recent);
        recent.addAll(bucket);
        ConceptDetector detector = new ConceptDetector(
                progress.scope() + "/" + series.name(),
                series.name(),
                concepts.reference(progress, series, partition),
                budget);
        ConceptDetector.Look look = detector.look(reached.state(), buckets(recent), moved(progress, recent, leaves));
        concepts.look(claim, progress, series, bucket.get(BUCKET - 1).ordinal() + 1, look, clock.instant());
        return true;
    }

    /** From the latest backwards; what is left over at the start is no bucket. */
    private static List<List<Judged>> buckets(List<Placed> recent) {
        List<List<Judged>> buckets = new ArrayList<>();
        for (int until = recent.size(); until >= BUCKET; until -= BUCKET) {
            buckets.add(
                    0,
                    recent.subList(until - BUCKET, until).stream()
                            .map(Placed::session)
                            .toList());
        }
        return buckets;
    }

    /** All of them where inputs moved and no cluster says where. */
    private Set<String> moved(Progress progress, List<Placed> recent, List<Cluster> leaves) {
        long from = recent.get(0).session().startNano();
        long until = recent.get(recent.size() - 1).session().startNano();
        Set<String> moved = new HashSet<>();
        for (ConceptStore.Input input : concepts.moved(progress, from, until)) {
            if (Kind.valueOf(input.kind().toUpperCase(Locale.ROOT)).ofCluster()) {
                moved.add(input.about());
            } else {
                leaves.forEach(leaf -> moved.add(leaf.id()));
            }
        }
        return moved;
    }

    /** Whether no truth is watched, or the time for truth about the session of this ordinal is over. */
    boolean over(Progress progress, long ordinal) {
        List<Series> series = concepts.series(progress, FEWEST, 1);
        return series.isEmpty() || series.get(0).judgedUntil() > ordinal;
    }

    /** Whether nothing about truth is open or suspected. */
    boolean quiet(Progress progress) {
        return concepts.quiet(progress);
    }
}
