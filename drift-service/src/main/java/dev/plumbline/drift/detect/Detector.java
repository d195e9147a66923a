package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.Growth;
import dev.plumbline.drift.cluster.StableId;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.scan.MovedShares;
import dev.plumbline.drift.scan.NewTopic;
import dev.plumbline.drift.scan.Novelty;
import dev.plumbline.drift.stat.AlphaBudget;
import dev.plumbline.drift.stat.Share;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the stream of one feature, one bucket of sessions after the other: follows what is open, confirms by fresh
 * sessions what an earlier look raised, seeks what is not yet known. Half of the false-alarm probability of a look goes
 * to new clusters, half to shares that moved, there in equal parts to each scale, which saves it until its own look.
 */
public final class Detector {

    /** Buckets a look wants to see: those of the longest window. */
    public static final int RECENT = Scale.LONGEST;

    /** Level of the confirmation, and of staying open. */
    static final double LOOSER = 0.05;

    /** A finding closes after so many looks in a row without significance. */
    static final int MISSES = 3;

    private final String scope;
    private final Reference reference;
    private final AlphaBudget budget;

    /** @param scope names the reference: ids of findings and found clusters follow from it */
    public Detector(String scope, Reference reference, AlphaBudget budget) {
        this.scope = scope;
        this.reference = reference;
        this.budget = budget;
    }

    /**
     * One look.
     *
     * @param recent the latest buckets since the reference, the fresh one last: at least two, at most {@link #RECENT}
     */
    public Look look(DetectorState before, List<List<Observation>> recent) {
        List<Observation> window = Scale.SHORT.of(recent);
        Look.Range range = new Look.Range(window.get(0).startNano(), last(recent, 1));
        double alpha = budget.of(before.look() + 1, range.untilNano() - last(recent, 2));
        List<Change> changes = new ArrayList<>();

        DetectorState state = follow(before.at(before.look() + 1), recent, changes);
        state = confirm(state, recent, changes);
        List<float[]> unexplained = unexplained(state, window);
        Novelty novelty =
                new Novelty(unexplained, Reference.vectors(reference.fit()), Reference.vectors(reference.held()));
        NewTopic topic = NewTopic.seek(unexplained, reference, novelty, alpha / 2, state.look());
        state = raiseNew(state, topic, window);
        state = raiseMoved(state, recent, alpha / 2 / Scale.ALL.size());

        Look.Numbers numbers = new Look.Numbers(alpha, topic.scanPValue(), topic.noveltyPValue(), novelty.farShare());
        List<Look.Row> shares = new Weighing(reference, state, window).rows();
        return new Look(state.look(), range, numbers, state, List.copyOf(changes), shares);
    }

    /** Open findings stay while their window is significant at the looser level, and grow when the share went on. */
    private DetectorState follow(DetectorState state, List<List<Observation>> recent, List<Change> changes) {
        List<Story> still = new ArrayList<>();
        for (Story story : state.open()) {
            Weighing window =
                    new Weighing(reference, state, story.raised().scale().of(recent));
            Share now = window.now(story.subject());
            int misses = window.pValue(story.subject()) <= LOOSER ? 0 : story.misses() + 1;
            if (misses == MISSES) {
                changes.add(window.change(Change.Type.CLOSED, story));
            } else if (story.wentOn(now)) {
                still.add(story.reporting(now).missing(misses));
                changes.add(window.change(Change.Type.GROWN, story));
            } else {
                still.add(story.missing(misses));
            }
        }
        return state.opening(still);
    }

    /** Candidates that fresh sessions bear out become findings, others are forgotten; some must wait for more. */
    private DetectorState confirm(DetectorState state, List<List<Observation>> recent, List<Change> changes) {
        List<Story> waiting = new ArrayList<>();
        List<Story> open = new ArrayList<>(state.open());
        List<Cluster> found = new ArrayList<>(state.found());
        for (Story candidate : state.candidates()) {
            Scale scale = candidate.raised().scale();
            Weighing fresh = new Weighing(reference, state, scale.freshOf(recent));
            if (state.look() - candidate.raised().look() < scale.half()) {
                waiting.add(candidate);
            } else if (fresh.pValue(candidate.subject()) <= LOOSER) {
                open.add(candidate.reporting(fresh.now(candidate.subject())));
                changes.add(fresh.change(Change.Type.OPENED, candidate));
            } else {
                // A cluster of an earlier finding keeps its identity; one found only by that look never had any.
                String fluke = clusterId(candidate.raised().look());
                found.removeIf(cluster -> cluster.id().equals(fluke)
                        && cluster.id().equals(candidate.subject().clusterId()));
            }
        }
        return state.finding(found).opening(open).waiting(waiting);
    }

    /** What no found cluster explains. */
    private static List<float[]> unexplained(DetectorState state, List<Observation> window) {
        return Reference.vectors(window).stream()
                .filter(input -> state.found().stream().noneMatch(cluster -> cluster.holds(input)))
                .toList();
    }

    private DetectorState raiseNew(DetectorState state, NewTopic topic, List<Observation> window) {
        Growth.Grown grown = topic.grown();
        if (grown == null) {
            return state;
        }
        Cluster cluster = new Cluster(clusterId(state.look()), grown.centroid(), grown.reach());
        Story.Subject subject = new Story.Subject(Kind.NEW_CLUSTER, cluster.id(), true);
        return state.finding(with(state.found(), cluster))
                .waiting(with(
                        state.candidates(), candidate(subject, state.look(), Scale.SHORT, window, topic.pValue())));
    }

    private DetectorState raiseMoved(DetectorState state, List<List<Observation>> recent, double part) {
        DetectorState next = state;
        List<Double> saved = new ArrayList<>();
        for (int i = 0; i < Scale.ALL.size(); i++) {
            Scale scale = Scale.ALL.get(i);
            double level = state.saved().get(i) + part;
            boolean due = scale.due(state.look(), recent.size());
            saved.add(due ? 0 : level);
            if (due) {
                next = raiseMoved(next, scale, scale.of(recent), level);
            }
        }
        return next.saving(saved);
    }

    private DetectorState raiseMoved(DetectorState state, Scale scale, List<Observation> window, double level) {
        DetectorState next = state;
        Weighing weighing = new Weighing(reference, state, window);
        for (MovedShares.Moved moved : weighing.shares().at(level)) {
            Cluster cluster = weighing.cluster(moved.cluster());
            Kind kind = cluster.leaf() ? Kind.SHARE_MOVED : Kind.NEW_CLUSTER;
            Story.Subject subject = new Story.Subject(kind, cluster.id(), moved.up());
            next = next.waiting(
                    with(next.candidates(), candidate(subject, state.look(), scale, window, moved.pValue())));
        }
        return next;
    }

    private Story candidate(Story.Subject subject, int look, Scale scale, List<Observation> window, double pValue) {
        return new Story(
                StableId.of(scope, "finding/" + subject.clusterId(), look),
                subject,
                new Story.Raised(look, scale, window.get(0).startNano(), pValue),
                new Share(0, 0),
                0);
    }

    private String clusterId(int look) {
        return StableId.of(scope, "cluster", look);
    }

    private static <T> List<T> with(List<T> items, T item) {
        List<T> more = new ArrayList<>(items);
        more.add(item);
        return more;
    }

    private static long last(List<List<Observation>> recent, int fromEnd) {
        List<Observation> bucket = recent.get(recent.size() - fromEnd);
        return bucket.get(bucket.size() - 1).startNano();
    }
}
