package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.Vectors;
import dev.plumbline.drift.form.Form;
import dev.plumbline.drift.form.Trait;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.scan.Axis;
import dev.plumbline.drift.scan.MeanShift;
import dev.plumbline.drift.scan.MovedShares;
import dev.plumbline.drift.scan.MovedTraits;
import dev.plumbline.drift.season.Grain;
import dev.plumbline.drift.stat.Share;
import dev.plumbline.drift.stat.Slotted;
import dev.plumbline.drift.stat.StratifiedTest;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Some sessions weighed against the reference, with the clusters and stories of one state. */
final class Weighing {

    private static final int EXAMPLES = 5;
    private static final String OUTPUT = "output.";

    private final Reference reference;
    private final DetectorState state;
    private final List<Observation> sessions;
    private final Placing placing;
    private final @Nullable View view;
    private final long untilNano;
    private final List<Observation> counted;
    private final Grain grain;
    /** By slot of the clock and cluster. */
    private final int[][] now;

    private final int[][] then;
    private final int[][] fit;
    private final boolean byClock;

    /** All of them against the pinned reference. */
    Weighing(Placing placing, DetectorState state, List<Observation> sessions) {
        this(placing, state, sessions, null);
    }

    /** In another comparison, with what that has of them. */
    Weighing(Placing placing, DetectorState state, List<Observation> window, @Nullable View view) {
        this.reference = placing.reference();
        this.state = state;
        this.view = view;
        this.untilNano = window.get(window.size() - 1).startNano();
        this.placing = placing.with(state.found());
        this.counted = view == null ? placing.counted() : view.usual().sessions();
        List<Observation> of = view == null ? window : view.of(window);
        Grain finest = placing.grain(of, counted);
        boolean partly = view != null && finest == Grain.ANY;
        this.grain = partly ? Grain.THREE_HOURS : finest;
        this.sessions = partly ? Placing.covered(of, counted) : of;
        this.now = placing.counts(sessions, grain);
        this.then = placing.counts(counted, grain);
        this.fit = placing.counts(view == null ? reference.fit() : List.of(), grain);
        this.byClock = new MovedShares(now, then, new boolean[placing.clusters().size()]).byClock();
    }

    /** Whether there is enough on both sides; of another comparison hours that are not on both count for nothing. */
    boolean tells() {
        return view == null || sessions.size() >= View.FEWEST && counted.size() >= View.FEWEST;
    }

    /** Whether a known story holds in this comparison, at the looser level. */
    boolean holds(Story story) {
        return tells() && pValue(story.subject()) <= Detector.LOOSER;
    }

    /** As this one sees it, whatever another asked for meanwhile. */
    private Placing placing() {
        return placing.with(state.found());
    }

    Cluster cluster(int index) {
        return placing().clusters().get(index);
    }

    /** The test of all shares, among sessions whose form or direction is no known story; told clusters are set aside. */
    MovedShares shares() {
        boolean[] aside = new boolean[placing().clusters().size()];
        state.known().stream()
                .map(Story::subject)
                .filter(subject -> subject.kind().ofCluster())
                .forEach(subject -> aside[index(subject.about())] = true);
        List<Story> others = known(Kind.Verdict.INPUT).stream()
                .filter(story -> !story.subject().kind().ofCluster())
                .toList();
        return others.isEmpty()
                ? new MovedShares(now, then, aside)
                : new MovedShares(
                        placing().counts(without(others, sessions), grain),
                        placing().counts(without(others, counted), grain),
                        aside);
    }

    /** The test of all traits of inputs, among sessions that no known story of inputs holds. */
    MovedTraits inputTraits() {
        return traits(Kind.FORM_CHANGED, known(Kind.Verdict.INPUT));
    }

    /** The same of outputs, whatever is known of inputs: what users ask is no excuse for an answer. */
    MovedTraits outputTraits() {
        return traits(Kind.OUTPUT_CHANGED, known(Kind.Verdict.OUTPUT));
    }

    private MovedTraits traits(Kind kind, List<Story> known) {
        Function<Observation, @Nullable Form> which = form(kind);
        List<Observation> rest = read(without(known, sessions), which);
        List<Observation> usual = read(without(known, counted), which);
        return new MovedTraits(
                reference.traits().stream()
                        .filter(trait -> trait.id().startsWith(OUTPUT) == (kind == Kind.OUTPUT_CHANGED))
                        .toList(),
                trait -> slotted(rest, usual, holding(trait, which)));
    }

    /** Those whose form was read. */
    private static List<Observation> read(List<Observation> of, Function<Observation, @Nullable Form> which) {
        return of.stream().filter(session -> which.apply(session) != null).toList();
    }

    private static Predicate<Observation> holding(Trait trait, Function<Observation, @Nullable Form> which) {
        return session -> {
            Form form = which.apply(session);
            return form != null && trait.holds(form);
        };
    }

    private List<Story> known(Kind.Verdict verdict) {
        return state.known().stream()
                .filter(story -> story.subject().kind().verdict() == verdict)
                .toList();
    }

    private static Function<Observation, @Nullable Form> form(Kind kind) {
        return kind == Kind.OUTPUT_CHANGED ? Observation::output : Observation::form;
    }

    /** Those that no known story of inputs holds. */
    List<Observation> unexplained() {
        return without(known(Kind.Verdict.INPUT), sessions);
    }

    /** Inputs at the same hours, where the shares of clusters depend on them; else nothing. */
    List<MeanShift.Mixed> sameHours() {
        if (!byClock) {
            return List.of();
        }
        List<List<float[]>> slots = new ArrayList<>();
        for (int slot = 0; slot < grain.slots(); slot++) {
            slots.add(new ArrayList<>());
        }
        counted.forEach(session -> slots.get(grain.slot(session.startNano())).add(session.vector()));
        int[] window =
                grain.counts(sessions.stream().mapToLong(Observation::startNano).toArray());
        int covered = 0;
        for (int slot = 0; slot < window.length; slot++) {
            covered += slots.get(slot).isEmpty() ? 0 : window[slot];
        }
        List<MeanShift.Mixed> mixed = new ArrayList<>();
        for (int slot = 0; slot < window.length; slot++) {
            if (window[slot] > 0 && !slots.get(slot).isEmpty()) {
                mixed.add(new MeanShift.Mixed((double) window[slot] / covered, slots.get(slot)));
            }
        }
        return mixed;
    }

    /** Something that is no story yet, among sessions that no known story of inputs holds. */
    Slotted slotted(Predicate<Observation> member) {
        return slotted(unexplained(), without(known(Kind.Verdict.INPUT), counted), member);
    }

    /** The same of the held-out half. */
    List<Observation> unexplainedHeld() {
        return without(known(Kind.Verdict.INPUT), reference.held());
    }

    /** Those whose form is no known story. */
    List<Observation> withoutForms() {
        return without(
                state.known().stream()
                        .filter(story -> story.subject().kind() == Kind.FORM_CHANGED)
                        .toList(),
                sessions);
    }

    /** One side of the exact test of one story, alone. */
    double pValue(Story.Subject subject) {
        if (subject.kind() == Kind.SHARE_MOVED) {
            return shares().pValue(index(subject.about()), subject.up());
        }
        Slotted counts = slotted(subject);
        return subject.up() ? counts.excess() : counts.deficit();
    }

    Share now(Story.Subject subject) {
        return slotted(subject).window();
    }

    /**
     * The share in the reference, at the same hours where it depends on them: in its held-out half and what is counted
     * beside it, and in its other half too for a cluster found later.
     */
    Share then(Story.Subject subject) {
        return slotted(subject).expected();
    }

    private Slotted slotted(Story.Subject subject) {
        return subject.kind().ofCluster()
                ? slotted(index(subject.about()))
                : slotted(sessions, counted, member(subject));
    }

    private Slotted slotted(int index) {
        List<StratifiedTest.Stratum> slots = new ArrayList<>();
        for (int slot = 0; slot < grain.slots(); slot++) {
            Share before =
                    new Share(then[slot][index], Arrays.stream(then[slot]).sum());
            if (!cluster(index).leaf()) {
                before = new Share(
                        before.hits() + fit[slot][index],
                        before.n() + Arrays.stream(fit[slot]).sum());
            }
            slots.add(new StratifiedTest.Stratum(
                    new Share(now[slot][index], Arrays.stream(now[slot]).sum()), before));
        }
        return new Slotted(slots, byClock);
    }

    private Slotted slotted(List<Observation> window, List<Observation> usual, Predicate<Observation> member) {
        int[][] counts = new int[4][grain.slots()];
        count(window, member, counts[0], counts[1]);
        count(usual, member, counts[2], counts[3]);
        List<StratifiedTest.Stratum> slots = new ArrayList<>();
        for (int slot = 0; slot < grain.slots(); slot++) {
            slots.add(new StratifiedTest.Stratum(
                    new Share(counts[0][slot], counts[1][slot]), new Share(counts[2][slot], counts[3][slot])));
        }
        return new Slotted(slots, false);
    }

    private void count(List<Observation> of, Predicate<Observation> member, int[] hits, int[] n) {
        for (Observation session : of) {
            int slot = grain.slot(session.startNano());
            n[slot]++;
            hits[slot] += member.test(session) ? 1 : 0;
        }
    }

    Change change(Change.Type type, Story story) {
        Story.Subject subject = story.subject();
        Slotted counts = slotted(subject);
        Change.Hours hours =
                counts.byClock() ? Change.Hours.SAME : grain == Grain.ANY ? Change.Hours.UNSEEN : Change.Hours.ANY;
        Change.Shares shares = new Change.Shares(counts.expected(), counts.window(), hours, counts.reference());
        Change.Against against =
                new Change.Against(view == null ? View.REFERENCE : view.words(), List.of(story.view()));
        return new Change(type, story, words(subject), untilNano, shares, examples(subject), against);
    }

    List<Look.Row> rows() {
        List<Look.Row> rows = new ArrayList<>();
        for (int i = 0; i < placing().clusters().size(); i++) {
            Slotted counts = slotted(i);
            rows.add(new Look.Row(cluster(i).id(), counts.window(), counts.reference()));
        }
        return rows;
    }

    private List<Observation> without(List<Story> stories, List<Observation> of) {
        Predicate<Observation> told = session -> false;
        for (Story story : stories) {
            told = told.or(member(story.subject()));
        }
        return of.stream().filter(told.negate()).toList();
    }

    private Predicate<Observation> member(Story.Subject subject) {
        return switch (subject.kind()) {
            case SHARE_MOVED, NEW_CLUSTER -> {
                int index = index(subject.about());
                yield session -> placing().of(session) == index;
            }
            case FORM_CHANGED, OUTPUT_CHANGED -> holding(trait(subject.about()), form(subject.kind()));
            case UNFAMILIAR_INPUTS -> placing::far;
            case QUALITY_MOVED, EVALUATION_SET -> throw elsewhere();
            case INPUTS_MOVED -> {
                Axis axis = axis(subject.about());
                yield session -> axis.holds(session.vector());
            }
        };
    }

    private @Nullable String words(Story.Subject subject) {
        return switch (subject.kind()) {
            case SHARE_MOVED, NEW_CLUSTER -> null;
            case FORM_CHANGED, OUTPUT_CHANGED -> trait(subject.about()).words();
            case UNFAMILIAR_INPUTS -> "unfamiliar inputs";
            case INPUTS_MOVED -> "inputs as a whole";
            case QUALITY_MOVED, EVALUATION_SET -> throw elsewhere();
        };
    }

    /** The most typical sessions: of now, or of the reference where there are fewer. */
    private List<String> examples(Story.Subject subject) {
        Predicate<Observation> member = member(subject);
        return (subject.up() ? sessions : counted)
                .stream()
                        .filter(member)
                        .sorted(Comparator.comparingDouble(typical(subject)).reversed())
                        .limit(EXAMPLES)
                        .map(Observation::traceId)
                        .toList();
    }

    /** How well a session shows the story; of one form all show it alike. */
    private ToDoubleFunction<Observation> typical(Story.Subject subject) {
        return switch (subject.kind()) {
            case SHARE_MOVED, NEW_CLUSTER -> {
                float[] centroid = cluster(index(subject.about())).centroid();
                yield session -> Vectors.dot(session.vector(), centroid);
            }
            case FORM_CHANGED, OUTPUT_CHANGED, UNFAMILIAR_INPUTS -> session -> 0;
            case QUALITY_MOVED, EVALUATION_SET -> throw elsewhere();
            case INPUTS_MOVED -> {
                Axis axis = axis(subject.about());
                yield session -> axis.along(session.vector());
            }
        };
    }

    private static IllegalStateException elsewhere() {
        return new IllegalStateException("truth and evaluation sets have detectors of their own");
    }

    private int index(String clusterId) {
        for (int i = 0; i < placing().clusters().size(); i++) {
            if (cluster(i).id().equals(clusterId)) {
                return i;
            }
        }
        throw new IllegalStateException("no cluster " + clusterId);
    }

    private Trait trait(String id) {
        return reference.traits().stream()
                .filter(trait -> trait.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no trait " + id));
    }

    private Axis axis(String id) {
        return state.axes().stream()
                .filter(axis -> axis.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no direction " + id));
    }
}
