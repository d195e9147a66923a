package dev.plumbline.drift;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.detect.Look;
import dev.plumbline.drift.embed.TextStore;
import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.FeatureStore;
import dev.plumbline.drift.feature.LostLeaseException;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.label.NamedCluster;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.session.SessionStore;
import dev.plumbline.drift.session.Watermark;
import dev.plumbline.drift.stat.AlphaBudget;
import dev.plumbline.drift.watch.LookStore;
import dev.plumbline.drift.watch.Naming;
import dev.plumbline.drift.watch.Seen;
import dev.plumbline.drift.watch.SeenStore;
import dev.plumbline.embedding.Embedder;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pipeline, feature by feature: put requests in order, one observation for each session; wait for their vectors;
 * learn a reference; then look, bucket by bucket. Each step reads, computes without a lock, and stores state and output
 * in one transaction under the feature's lease: two replicas, a replay and a restart give the same result.
 */
@Singleton
public class DriftCycle {
    private static final Logger LOG = Logger.getLogger(DriftCycle.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int FEWEST_LEARNED = 100;
    private static final int FEWEST_IN_BUCKET = 20;

    private final FeatureStore features;
    private final SessionStore sessions;
    private final SeenStore seen;
    private final LookStore looks;
    private final TextStore texts;
    private final DriftConfig config;
    private final Clock clock;
    private final Detectors detectors = new Detectors();

    public DriftCycle(
            FeatureStore features,
            SessionStore sessions,
            SeenStore seen,
            LookStore looks,
            TextStore texts,
            DriftConfig config,
            Clock clock) {
        this.features = features;
        this.sessions = sessions;
        this.seen = seen;
        this.looks = looks;
        this.texts = texts;
        this.config = config;
        this.clock = clock;
        require(config.learn() >= FEWEST_LEARNED && config.learn() % 2 == 0, "learn", "even and at least 100");
        require(config.learnFull() >= config.learn(), "learn-full", "at least plumbline.drift.learn");
        require(config.bucket() >= FEWEST_IN_BUCKET, "bucket", "at least 20");
    }

    /** Advances every feature that is due and that nobody else holds. */
    @Scheduled(
            every = "1s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    public void run() {
        Optional<Claim> claim = features.claim(clock.instant(), config.lease());
        while (claim.isPresent()) {
            advance(claim.get());
            claim = features.claim(clock.instant(), config.lease());
        }
    }

    /** A feature that fails keeps its lease, so that the others go on; it is tried again when the lease is over. */
    private void advance(Claim claim) {
        try {
            select(claim);
            boolean more = true;
            while (more
                    && clock.instant()
                            .isBefore(claim.until().minus(config.lease().dividedBy(2)))) {
                more = step(claim, features.progress(claim.key()));
            }
            Instant now = clock.instant();
            features.release(claim, now, more ? now : now.plus(AGAIN), more);
        } catch (LostLeaseException e) {
            LOG.info(e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "drift of feature %s of project %d could not be advanced",
                    claim.key().feature(),
                    claim.key().projectId());
        }
    }

    private void select(Claim claim) {
        DriftConfig.Order order = config.order();
        Watermark watermark = new Watermark(order.grace(), order.settle(), order.idle());
        SessionStore.Selected selected;
        do {
            selected = sessions.select(claim, watermark, clock.instant());
        } while (selected.more());
    }

    /** Takes the next reference or bucket when all its sessions have vectors; whether it did. */
    private boolean step(Claim claim, Progress progress) {
        boolean learning = progress.learned() == null;
        int wanted = learning ? config.learn() : config.bucket();
        List<Seen> next = seen.next(progress.key(), progress.consumed(), wanted);
        if (next.size() < wanted || !sameModel(progress)) {
            return false;
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
     * A short reference lets watching start soon, a long one sees smaller changes. It takes the first one's place once
     * enough sessions came and nothing was found, nor in the window after them: what begins just before would else become
     * usual before it can be seen. That window is looked at again. What grew in unseen before is usual from then on.
     */
    private boolean mature(Progress progress) {
        Integer learned = progress.learned();
        return learned != null
                && learned < config.learnFull()
                && progress.consumed() >= enough()
                && progress.state().quiet()
                && seen.taken(progress).size() >= enough();
    }

    private int enough() {
        return config.learnFull() + Detector.SHORTEST * config.bucket();
    }

    private void learn(Claim claim, Progress progress, List<Seen> learned) {
        Reference reference = Reference.learn(progress.scope(), Seen.observations(learned));
        Partition partition = new Partition(reference.leaves(), List.of());
        List<NamedCluster> leaves = naming(learned).of(partition, reference.leaves());
        looks.pin(claim, progress, learned, reference, leaves, Embedder.MODEL_ID);
        LOG.infof(
                "feature %s of project %d has learned from %d sessions: %d clusters",
                progress.key().feature(), progress.key().projectId(), learned.size(), leaves.size());
    }

    private void look(Claim claim, Progress progress, List<Seen> bucket) {
        List<List<Observation>> recent = new ArrayList<>(seen.buckets(progress, Detector.RECENT - 1));
        if (recent.isEmpty()) {
            looks.first(claim, progress, bucket);
            return;
        }
        recent.add(Seen.observations(bucket));
        Detector detector = detectors.of(
                progress, seen.leaves(progress), leaves -> Reference.of(leaves, seen.learned(progress)), budget());
        Look look = detector.look(progress.state(), recent);
        looks.look(claim, progress, bucket, look, named(detector.reference(), look, bucket), clock.instant());
    }

    /** Clusters found later get their name from the sessions that confirmed them. */
    private List<NamedCluster> named(Reference reference, Look look, List<Seen> bucket) {
        List<Cluster> confirmed = look.next().found().stream()
                .filter(cluster -> look.changes().stream()
                        .anyMatch(change -> change.type() == Change.Type.OPENED
                                && change.story().subject().about().equals(cluster.id())))
                .toList();
        if (confirmed.isEmpty()) {
            return List.of();
        }
        return naming(bucket).of(new Partition(reference.leaves(), look.next().found()), confirmed);
    }

    private Naming naming(List<Seen> of) {
        return new Naming(of, texts.inputs(of.stream().map(Seen::request).collect(Collectors.toSet())));
    }

    /** Vectors of another model cannot be compared with those of the reference: refuse, do not approximate. */
    private boolean sameModel(Progress progress) {
        boolean same = progress.model() == null || progress.model().equals(Embedder.MODEL_ID);
        if (!same) {
            LOG.errorf(
                    "feature %s of project %d was learned with the model %s; this one is %s",
                    progress.key().feature(), progress.key().projectId(), progress.model(), Embedder.MODEL_ID);
        }
        return same;
    }

    private AlphaBudget budget() {
        DriftConfig.Budget budget = config.budget();
        return new AlphaBudget(budget.perFourWeeks(), budget.first(), budget.fastLooks(), budget.cap());
    }

    private static void require(boolean holds, String key, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("plumbline.drift." + key + " must be " + wanted);
        }
    }
}
