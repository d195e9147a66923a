package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.reference.Segments;
import dev.plumbline.drift.reference.Usual;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.season.Counting;
import dev.plumbline.drift.stat.AlphaBudget;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at the stream of one feature, one bucket of sessions after the other: follows what is open, confirms by fresh
 * sessions what an earlier look raised, seeks what is not yet known.
 */
public final class Detector {

    /** Buckets a look wants to see: those of the longest window. */
    public static final int RECENT = Scale.LONGEST;

    /** Buckets of the shortest window, in which new topics are sought. */
    public static final int SHORTEST = Scale.SHORT.buckets();

    /** Level of the confirmation, and of staying open. */
    public static final double LOOSER = 0.05;

    /**
     * A look may suspect at so many times its budget, since at most one false suspicion in so many passes its
     * confirmation: fresh sessions must point the same way at {@link #LOOSER}, though against the same reference.
     * Measured over quiet weeks, one in sixteen passes.
     */
    public static final double PASSING = 4;

    /** A finding closes after so many looks in a row without significance. */
    public static final int MISSES = 3;

    private final String scope;
    private final Placing placing;
    private final AlphaBudget budget;

    /** One that counts nothing beside the reference. */
    public Detector(String scope, Reference reference, AlphaBudget budget) {
        this(scope, reference, List.of(), budget);
    }

    /**
     * @param scope names the reference: ids of findings and found clusters follow from it
     * @param counted sessions since the reference that are counted beside its held-out half: those of
     *     {@link DetectorState#counting}
     */
    public Detector(String scope, Reference reference, List<Observation> counted, AlphaBudget budget) {
        this.scope = scope;
        this.placing = new Placing(reference, counted);
        this.budget = budget;
    }

    /** What is to be counted from this look on; the detector of the look must then be made of it. */
    public static Counting counting(DetectorState state, List<Counting.Bucket> waiting, long untilNano) {
        int before = state.look() + 1 - Scale.LONGEST;
        return state.counting().consider(waiting, new Counting.Moment(before, untilNano, state.calm()));
    }

    public Reference reference() {
        return placing.reference();
    }

    /**
     * One look; the detector keeps nothing of it but what costs time to work out again. One thread at a time.
     *
     * @param recent the latest buckets since the reference, the fresh one last: at least two, at most {@link #RECENT}
     */
    public Look look(DetectorState before, List<List<Observation>> recent) {
        return look(before, recent, List.of());
    }

    /**
     * The same with other comparisons beside the first. Each has its own part of the look's false-alarm probability; what
     * one has raised the others do not raise again.
     *
     * @param views those that there are at this look
     */
    public Look look(DetectorState before, List<List<Observation>> recent, List<View> views) {
        placing.forget();
        List<Observation> window = Scale.SHORT.of(recent);
        Look.Range range = new Look.Range(window.get(0).startNano(), last(recent, 1));
        double alpha = PASSING * budget.of(before.look() + 1, range.untilNano() - last(recent, 2));
        List<Change> changes = new ArrayList<>();

        Following following = new Following(placing, recent, views);
        DetectorState state = following.follow(before.at(before.look() + 1), changes);
        state = following.confirm(state, scope, changes);
        Seeking seeking = new Seeking(scope, placing);
        double others = views.stream().mapToDouble(View::share).sum();
        Seeking.Found first = seeking.seek(state, recent, alpha * (1 - others));
        state = seeking.compare(first.state(), recent, views, alpha);
        Look.Numbers numbers = new Look.Numbers(alpha, first.parts(), first.far());
        List<Look.Row> rows = new Weighing(placing, state, window).rows();
        return new Look(state.look(), range, numbers, state, List.copyOf(changes), rows);
    }

    /** Parts of the traffic to be compared for themselves, the largest in the reference; each has an equal share. */
    public List<View> slices(List<String> attributes, double share) {
        if (attributes.isEmpty()) {
            return List.of();
        }
        List<Observation> learned = Stream.of(reference().fit(), reference().held())
                .flatMap(List::stream)
                .toList();
        List<View.Label> labels = Segments.largest(learned, attributes);
        return labels.stream()
                .map(label -> View.slice(
                        label,
                        share / labels.size(),
                        Usual.whenAsked(() ->
                                placing.counted().stream().filter(label::of).toList())))
                .toList();
    }

    /** Where an input belongs, and whether it is less alike to the reference than all but 5 % of the held-out half. */
    public record Place(Cluster cluster, boolean far) {}

    /** Places sessions among the leaves and what has been confirmed since; a cluster that a single look saw is none yet. */
    public List<Place> places(DetectorState state, List<Observation> sessions) {
        List<Cluster> confirmed = state.found().stream()
                .filter(cluster -> state.candidates().stream()
                        .noneMatch(candidate -> cluster.id()
                                .equals(Seeking.id(
                                        scope, "cluster", candidate.raised().look()))))
                .toList();
        Placing placed = placing.with(confirmed);
        return sessions.stream()
                .map(session -> new Place(placed.clusters().get(placed.of(session)), placed.far(session)))
                .toList();
    }

    private static long last(List<List<Observation>> recent, int fromEnd) {
        List<Observation> bucket = recent.get(recent.size() - fromEnd);
        return bucket.get(bucket.size() - 1).startNano();
    }
}
