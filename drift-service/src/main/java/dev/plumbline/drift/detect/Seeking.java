package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.Growth;
import dev.plumbline.drift.cluster.StableId;
import dev.plumbline.drift.cluster.Vectors;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.scan.Axis;
import dev.plumbline.drift.scan.MeanShift;
import dev.plumbline.drift.scan.MovedShares;
import dev.plumbline.drift.scan.MovedTraits;
import dev.plumbline.drift.scan.NewTopic;
import dev.plumbline.drift.scan.Novelty;
import dev.plumbline.drift.stat.Share;
import dev.plumbline.drift.stat.Slotted;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Seeks what no known story tells. Each {@link Part} may spend its own part of a look's false-alarm probability; the
 * search for new clusters spends it on the short window, the others in equal parts on each scale, which saves it until
 * its own look. What one part tells the next does not tell again: where one topic grows, form and mean move with it.
 */
final class Seeking {

    private static final String UNFAMILIAR = "unfamiliar";
    private static final double MOVED = Part.SHARES.weight()
            + Part.FORM.weight()
            + Part.MEAN.weight()
            + Part.OUTPUT.weight()
            + Part.UNFAMILIAR.weight();
    /** Shares, forms of inputs and of outputs, in other comparisons. */
    private static final int KINDS = 3;
    /** The reference's outermost part in the direction of a move. */
    private static final double OUTERMOST = 0.1;
    /** A new cluster of which more has a told form is that form. */
    private static final double MOSTLY = 0.5;

    private final String scope;
    private final Placing placing;
    private final Reference reference;
    private final MeanShift mean;

    Seeking(String scope, Placing placing) {
        this.scope = scope;
        this.placing = placing;
        this.reference = placing.reference();
        this.mean = placing.mean();
    }

    /** @param parts p-values in the short window */
    record Found(DetectorState state, Map<Part, Double> parts, Share far) {}

    Found seek(DetectorState state, List<List<Observation>> recent, double alpha) {
        List<Observation> window = Scale.SHORT.of(recent);
        List<float[]> unknown = unknown(state, window);
        Novelty novelty = new Novelty(unknown, placing.farness());
        double forNew = alpha * (Part.SCAN.weight() + Part.NOVELTY.weight());
        NewTopic topic = NewTopic.seek(unknown, reference, placing.neighbours(), novelty, forNew, state.look());
        Map<Part, Double> parts = parts(state, window, topic);

        DetectorState next = state;
        // The clearer of two explanations is told first; the other then has to hold without it.
        if (parts.getOrDefault(Part.FORM, 1.0) / Part.FORM.weight() < topic.pValue() / (2 * Part.SCAN.weight())) {
            double level = alpha * Part.FORM.weight() / Scale.ALL.size();
            next = raise(next, Kind.FORM_CHANGED, Scale.SHORT, window, level, null);
        }
        next = raiseNew(next, topic, window, forNew);
        return new Found(raiseMoved(next, recent, alpha * MOVED / Scale.ALL.size()), parts, novelty.farShare());
    }

    static String id(String scope, String what, int look) {
        return StableId.of(scope, what, look);
    }

    private Map<Part, Double> parts(DetectorState state, List<Observation> window, NewTopic topic) {
        Weighing weighing = new Weighing(placing, state, window);
        MovedTraits.Moved form = weighing.inputTraits().clearest();
        MovedTraits.Moved output = weighing.outputTraits().clearest();
        Map<Part, Double> parts = new EnumMap<>(Part.class);
        parts.put(Part.SCAN, topic.scanPValue());
        parts.put(Part.NOVELTY, topic.noveltyPValue());
        parts.put(Part.SHARES, weighing.shares().pValue());
        parts.put(Part.FORM, form == null ? 1 : form.pValue());
        parts.put(Part.UNFAMILIAR, unfamiliar(weighing));
        parts.put(Part.OUTPUT, output == null ? 1 : output.pValue());
        parts.put(Part.MEAN, speechless(state) ? mean.pValue(Reference.vectors(window)) : 1);
        return parts;
    }

    /** What neither a found cluster nor a known form explains. */
    private List<float[]> unknown(DetectorState state, List<Observation> window) {
        Weighing weighing = new Weighing(placing, state, window);
        return Reference.vectors(weighing.withoutForms()).stream()
                .filter(input -> state.found().stream().noneMatch(cluster -> cluster.holds(input)))
                .toList();
    }

    /** What the reference does not have, and what was counted since does not have at the same hours either. */
    private DetectorState raiseNew(DetectorState state, NewTopic topic, List<Observation> window, double level) {
        Growth.Grown grown = topic.grown();
        if (grown == null) {
            return state;
        }
        Cluster cluster = new Cluster(id(scope, "cluster", state.look()), grown.centroid(), grown.reach());
        long members =
                window.stream().filter(one -> cluster.holds(one.vector())).count();
        long left = new Weighing(placing, state, window)
                .withoutForms().stream()
                        .filter(one -> cluster.holds(one.vector()))
                        .count();
        if (members - left > MOSTLY * members) {
            return state;
        }
        Weighing weighing = new Weighing(placing, state, window);
        if (placing.countsMore()
                && weighing.slotted(one -> cluster.holds(one.vector())).excess() > level) {
            return state;
        }
        Story.Subject subject = new Story.Subject(Kind.NEW_CLUSTER, cluster.id(), true);
        return candidate(
                state.finding(with(state.found(), cluster)), subject, Scale.SHORT, window, topic.pValue(), null);
    }

    /** Far inputs that no known story tells. */
    private DetectorState raiseUnfamiliar(DetectorState state, Scale scale, List<Observation> window, double level) {
        Story.Subject subject = new Story.Subject(Kind.UNFAMILIAR_INPUTS, UNFAMILIAR, true);
        boolean known = state.known().stream().anyMatch(story -> story.subject().equals(subject));
        Weighing weighing = new Weighing(placing, state, window);
        double pValue = known ? 1 : unfamiliar(weighing);
        if (pValue > level) {
            return state;
        }
        Slotted far = weighing.slotted(placing::far);
        return far.byClock() && far.excess() > level ? state : candidate(state, subject, scale, window, pValue, null);
    }

    private double unfamiliar(Weighing weighing) {
        return new Novelty(
                        similarities(weighing.unexplained()),
                        similarities(weighing.unexplainedHeld()),
                        placing.farness())
                .pValue();
    }

    private double[] similarities(List<Observation> sessions) {
        return sessions.stream().mapToDouble(placing::similarity).toArray();
    }

    private DetectorState raiseMoved(DetectorState state, List<List<Observation>> recent, double part) {
        DetectorState next = state;
        List<Double> saved = new ArrayList<>();
        for (int i = 0; i < Scale.ALL.size(); i++) {
            Scale scale = Scale.ALL.get(i);
            double level = state.saved().scales().get(i) + part;
            boolean due = scale.due(state.look(), recent.size());
            saved.add(due ? 0 : level);
            if (due) {
                List<Observation> window = scale.of(recent);
                next = raiseShares(next, scale, window, level * Part.SHARES.weight() / MOVED, null);
                next = raise(next, Kind.FORM_CHANGED, scale, window, level * Part.FORM.weight() / MOVED, null);
                next = raise(next, Kind.OUTPUT_CHANGED, scale, window, level * Part.OUTPUT.weight() / MOVED, null);
                next = raiseUnfamiliar(next, scale, window, level * Part.UNFAMILIAR.weight() / MOVED);
                next = raiseMean(next, scale, window, level * Part.MEAN.weight() / MOVED);
            }
        }
        return next.saving(new DetectorState.Savings(saved, state.saved().views()));
    }

    /**
     * Shares and forms in other comparisons, a third of the level each, at the longest window: each saves what is its own
     * until then. What is known and holds in a comparison too is set aside there, and nothing is raised twice.
     *
     * @param alpha of the look, all comparisons together
     */
    DetectorState compare(DetectorState state, List<List<Observation>> recent, List<View> views, double alpha) {
        DetectorState next = state;
        Map<String, Double> saved = new HashMap<>();
        List<Observation> window = Scale.LONG.of(recent);
        boolean due = Scale.LONG.due(state.look(), recent.size());
        for (View view : views) {
            double level = state.saved().views().getOrDefault(view.id(), 0.0) + alpha * view.share();
            saved.put(view.id(), due ? 0 : level);
            if (due) {
                Weighing weighing = new Weighing(placing, next, window, view);
                next = weighing.tells()
                        ? compare(next, next.knowing(weighing::holds), window, level / KINDS, view)
                        : next;
            }
        }
        return next.saving(new DetectorState.Savings(next.saved().scales(), saved));
    }

    /** @param heard the state with those stories alone that hold in this comparison too */
    private DetectorState compare(
            DetectorState state, DetectorState heard, List<Observation> window, double level, View view) {
        DetectorState next = raiseShares(heard, Scale.LONG, window, level, view);
        next = raise(next, Kind.FORM_CHANGED, Scale.LONG, window, level, view);
        next = raise(next, Kind.OUTPUT_CHANGED, Scale.LONG, window, level, view);
        List<Story> candidates = new ArrayList<>(state.candidates());
        next.candidates().stream()
                .filter(story -> state.known().stream()
                        .noneMatch(known -> known.subject().equals(story.subject())))
                .forEach(candidates::add);
        return state.waiting(candidates);
    }

    private DetectorState raiseShares(
            DetectorState state, Scale scale, List<Observation> window, double level, @Nullable View view) {
        DetectorState next = state;
        Weighing weighing = new Weighing(placing, state, window, view);
        for (MovedShares.Moved moved : weighing.shares().at(level)) {
            Cluster cluster = weighing.cluster(moved.cluster());
            Kind kind = cluster.leaf() ? Kind.SHARE_MOVED : Kind.NEW_CLUSTER;
            Story.Subject subject = new Story.Subject(kind, cluster.id(), moved.up());
            next = candidate(next, subject, scale, window, moved.pValue(), view);
        }
        return next;
    }

    /** The clearest trait, then what is left among sessions without it. */
    private DetectorState raise(
            DetectorState state, Kind kind, Scale scale, List<Observation> window, double level, @Nullable View view) {
        DetectorState next = state;
        while (true) {
            Weighing weighing = new Weighing(placing, next, window, view);
            MovedTraits.Moved moved =
                    (kind == Kind.FORM_CHANGED ? weighing.inputTraits() : weighing.outputTraits()).clearest();
            if (moved == null || moved.pValue() > level) {
                return next;
            }
            Story.Subject subject = new Story.Subject(kind, moved.trait().id(), moved.up());
            next = candidate(next, subject, scale, window, moved.pValue(), view);
        }
    }

    /** No story of inputs is known. */
    private static boolean speechless(DetectorState state) {
        return state.known().stream().allMatch(story -> story.subject().kind().verdict() == Kind.Verdict.OUTPUT);
    }

    /** Speaks only where nothing else does. */
    private DetectorState raiseMean(DetectorState state, Scale scale, List<Observation> window, double level) {
        if (!speechless(state)) {
            return state;
        }
        double pValue = mean.pValue(Reference.vectors(window));
        if (pValue > level || moved(new Weighing(placing, state, window).sameHours(), window) > level) {
            return state;
        }
        // The half that is counted must not have made the direction.
        List<float[]> fit = Reference.vectors(reference.fit());
        float[] direction = MeanShift.direction(fit, Reference.vectors(window));
        double[] along = fit.stream()
                .mapToDouble(vector -> Vectors.dot(vector, direction))
                .sorted()
                .toArray();
        double cut = along[(int) Math.floor((1 - OUTERMOST) * (along.length - 1))];
        Axis axis = new Axis(id(scope, "direction/" + scale.buckets(), state.look()), direction, cut);
        Story.Subject subject = new Story.Subject(Kind.INPUTS_MOVED, axis.id(), true);
        return candidate(state.along(with(state.axes(), axis)), subject, scale, window, pValue, null);
    }

    /** The chance of means as far apart at the same hours; nothing where the clock does not matter. */
    private double moved(List<MeanShift.Mixed> sameHours, List<Observation> window) {
        return sameHours.isEmpty() ? 0 : mean.pValue(Reference.vectors(window), sameHours);
    }

    private DetectorState candidate(
            DetectorState state,
            Story.Subject subject,
            Scale scale,
            List<Observation> window,
            double pValue,
            @Nullable View view) {
        String which = view == null ? "finding/" : "finding/" + view.id() + "/";
        Story story = new Story(
                id(scope, which + subject.about(), state.look()),
                view == null ? View.FIRST : view.id(),
                subject,
                new Story.Raised(state.look(), scale, window.get(0).startNano(), pValue),
                new Share(0, 0),
                0);
        return state.waiting(with(state.candidates(), story));
    }

    private static <T> List<T> with(List<T> items, T item) {
        List<T> more = new ArrayList<>(items);
        more.add(item);
        return more;
    }
}
