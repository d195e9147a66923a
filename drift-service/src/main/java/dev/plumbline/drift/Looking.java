package dev.plumbline.drift;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.concept.ConceptDetector;
import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.detect.Look;
import dev.plumbline.drift.embed.TextStore;
import dev.plumbline.drift.evalset.EvaluationDetector;
import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.label.NamedCluster;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.stat.AlphaBudget;
import dev.plumbline.drift.watch.LookStore;
import dev.plumbline.drift.watch.Naming;
import dev.plumbline.drift.watch.Seen;
import dev.plumbline.drift.watch.SeenStore;
import dev.plumbline.drift.watch.ViewStore;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Takes what is next of one feature: learns a reference, or looks at a bucket. */
@Singleton
class Looking {
    private static final Logger LOG = Logger.getLogger(Looking.class);

    /** Buckets from whose sessions a new cluster gets its name. */
    static final int NAMING = 4;

    private final SeenStore seen;
    private final TextStore texts;
    private final ViewStore comparisons;
    private final LookStore looks;
    private final Early early;
    private final BesideInputs beside;
    private final DriftConfig config;
    private final Detectors detectors = new Detectors();

    Looking(
            SeenStore seen,
            TextStore texts,
            ViewStore comparisons,
            LookStore looks,
            Early early,
            BesideInputs beside,
            DriftConfig config) {
        this.seen = seen;
        this.texts = texts;
        this.comparisons = comparisons;
        this.looks = looks;
        this.early = early;
        this.beside = beside;
        this.config = config;
    }

    /** Learns anew where somebody asked for it, else takes late truth, else what evaluation sets are behind, else the next reference or bucket when all its sessions have vectors; whether it did. */
    boolean step(Claim claim, Progress progress) {
        Long anew = progress.anew();
        if (anew != null) {
            looks.learnAnew(claim, progress, anew);
            return true;
        }
        return beside.step(claim, progress, budget()) || inputs(claim, progress);
    }

    private boolean inputs(Claim claim, Progress progress) {
        boolean learning = progress.learned() == null;
        int wanted = learning ? config.learn() : config.bucket();
        List<Seen> next = seen.next(progress.key(), progress.consumed(), wanted);
        if (next.size() < wanted) {
            early.tell(claim, progress, next, () -> detector(progress));
            return false;
        }
        if (anotherModel(claim, progress, next)) {
            return true;
        }
        if (learning) {
            learn(claim, progress, next);
        } else if (mature(progress)) {
            learn(claim, progress.relearning(), seen.taken(progress).subList(0, config.learnFull()));
        } else {
            look(claim, progress, next);
        }
        return true;
    }

    /**
     * Vectors of two models cannot be compared: a reference is never mixed, nor a window compared with one of another
     * model. Sessions decide, not the configuration: each has the model that made its vector.
     */
    private boolean anotherModel(Claim claim, Progress progress, List<Seen> next) {
        String latest = next.get(next.size() - 1).model();
        String wanted = progress.model() == null ? latest : progress.model();
        if (next.stream().allMatch(session -> session.model().equals(wanted))) {
            return false;
        }
        long from = next.get(0).ordinal();
        for (Seen session : next) {
            from = session.model().equals(latest) ? from : session.ordinal() + 1;
        }
        if (progress.learned() == null) {
            looks.skip(claim, progress, from);
        } else {
            LOG.warnf(
                    "feature %s of project %d was learned with the model %s; sessions now have vectors of %s: it is"
                            + " learned anew",
                    progress.key().feature(), progress.key().projectId(), progress.model(), latest);
            looks.restart(claim, progress, from);
        }
        return true;
    }

    /**
     * A short reference lets watching start soon, a long one sees smaller changes. It takes the first one's place once
     * enough sessions came and nothing was found, nor in the window after them: what begins just before would else become
     * usual before it can be seen, and so would answers that get worse: where truth is watched, its time must be over.
     * That window is looked at again. What grew in unseen before is usual from then on.
     */
    private boolean mature(Progress progress) {
        Integer learned = progress.learned();
        if (learned == null
                || learned >= config.learnFull()
                || progress.consumed() < enough()
                || !progress.state().quiet()
                || !beside.quiet(progress)) {
            return false;
        }
        List<Seen> taken = seen.taken(progress);
        return taken.size() >= enough()
                && beside.over(progress, taken.get(enough() - 1).ordinal());
    }

    private int enough() {
        return config.learnFull() + Detector.SHORTEST * config.bucket();
    }

    private void learn(Claim claim, Progress progress, List<Seen> learned) {
        Reference reference = Reference.learn(progress.scope(), Seen.observations(learned));
        Partition partition = new Partition(reference.leaves(), List.of());
        List<NamedCluster> leaves = naming(learned).of(partition, reference.leaves());
        looks.pin(claim, progress, learned, reference, leaves);
        LOG.infof(
                "feature %s of project %d has learned from %d sessions: %d clusters",
                progress.key().feature(), progress.key().projectId(), learned.size(), leaves.size());
    }

    private void look(Claim claim, Progress before, List<Seen> bucket) {
        Progress progress = before.with(Detector.counting(
                before.state(),
                seen.waiting(before, before.state().counting().next()),
                bucket.get(bucket.size() - 1).observation().startNano()));
        Detector detector = detector(progress);
        List<List<Seen>> taken = seen.buckets(progress, Integer.MAX_VALUE, Detector.RECENT - 1);
        List<List<Observation>> recent =
                new ArrayList<>(taken.stream().map(Seen::observations).toList());
        if (recent.isEmpty()) {
            List<Detector.Place> places = detector.places(progress.state(), Seen.observations(bucket));
            looks.first(claim, progress, early.bucket(progress, detector, bucket, places));
            return;
        }
        recent.add(Seen.observations(bucket));
        List<View> views = views(progress, detector, recent);
        Look look = detector.look(progress.state(), recent, views);
        List<NamedCluster> named = named(detector.reference(), look, latest(taken, bucket));
        List<Detector.Place> places = detector.places(look.next(), Seen.observations(bucket));
        LookStore.Bucket full = early.bucket(progress, detector, bucket, places).with(views);
        looks.look(claim, progress, full, look, named);
    }

    private List<View> views(Progress progress, Detector detector, List<List<Observation>> recent) {
        List<Observation> window = recent.stream().flatMap(List::stream).toList();
        List<View> all = new ArrayList<>(comparisons.views(progress, detector.reference(), window));
        all.addAll(detector.slices(config.slices().orElse(List.of()), View.SLICES_BUDGET));
        return all;
    }

    private Detector detector(Progress progress) {
        return detectors.of(
                progress,
                seen.leaves(progress),
                leaves -> Reference.of(leaves, seen.learned(progress)),
                numbers -> seen.counted(progress, numbers),
                budget().part(1 - ConceptDetector.BUDGET - EvaluationDetector.BUDGET));
    }

    /** More than the window that raised a new cluster, so that all of its sessions have a say. */
    private static List<Seen> latest(List<List<Seen>> taken, List<Seen> bucket) {
        List<List<Seen>> all = new ArrayList<>(taken);
        all.add(bucket);
        return all.subList(Math.max(0, all.size() - NAMING), all.size()).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Clusters found later get their name from the latest sessions, those that raised and confirmed them among them. */
    private List<NamedCluster> named(Reference reference, Look look, List<Seen> latest) {
        List<Cluster> confirmed = look.next().found().stream()
                .filter(cluster -> look.changes().stream()
                        .anyMatch(change -> change.type() == Change.Type.OPENED
                                && change.story().subject().about().equals(cluster.id())))
                .toList();
        if (confirmed.isEmpty()) {
            return List.of();
        }
        return naming(latest).of(new Partition(reference.leaves(), look.next().found()), confirmed);
    }

    private Naming naming(List<Seen> of) {
        return new Naming(of, texts.inputs(of.stream().map(Seen::request).collect(Collectors.toSet())));
    }

    private AlphaBudget budget() {
        DriftConfig.Budget budget = config.budget();
        return new AlphaBudget(budget.perFourWeeks(), budget.first(), budget.fastLooks(), budget.cap());
    }
}
