package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.Vectors;
import dev.plumbline.drift.form.Form;
import dev.plumbline.drift.form.Trait;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.scan.MovedShares;
import dev.plumbline.drift.scan.MovedTraits;
import dev.plumbline.drift.stat.ExactTest;
import dev.plumbline.drift.stat.Share;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
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
    private final int[] now;
    private final int[] held;
    private final int[] fit;

    Weighing(Placing placing, DetectorState state, List<Observation> sessions) {
        this.reference = placing.reference();
        this.state = state;
        this.sessions = sessions;
        this.placing = placing.with(state.found());
        this.now = placing.counts(sessions);
        this.held = placing.counts(reference.held());
        this.fit = placing.counts(reference.fit());
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
        boolean[] aside = new boolean[now.length];
        state.known().stream()
                .map(Story::subject)
                .filter(subject -> subject.kind().ofCluster())
                .forEach(subject -> aside[index(subject.about())] = true);
        List<Story> others = known(Kind.Verdict.INPUT).stream()
                .filter(story -> !story.subject().kind().ofCluster())
                .toList();
        return others.isEmpty()
                ? new MovedShares(now, held, aside)
                : new MovedShares(
                        placing().counts(without(others, sessions)),
                        placing().counts(without(others, reference.held())),
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
        return new MovedTraits(
                reference.traits().stream()
                        .filter(trait -> trait.id().startsWith(OUTPUT) == (kind == Kind.OUTPUT_CHANGED))
                        .toList(),
                Reference.forms(without(known, sessions), form(kind)),
                Reference.forms(without(known, reference.held()), form(kind)));
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
        return subject.up()
                ? ExactTest.excess(now(subject), then(subject))
                : ExactTest.deficit(now(subject), then(subject));
    }

    Share now(Story.Subject subject) {
        return subject.kind().ofCluster()
                ? new Share(now[index(subject.about())], sessions.size())
                : share(subject, sessions);
    }

    /** The share in the reference: in its held-out half, but in all of it for a cluster found later. */
    Share then(Story.Subject subject) {
        return subject.kind().ofCluster() ? then(index(subject.about())) : share(subject, reference.held());
    }

    Change change(Change.Type type, Story story) {
        Story.Subject subject = story.subject();
        long untilNano = sessions.get(sessions.size() - 1).startNano();
        return new Change(type, story, words(subject), untilNano, then(subject), now(subject), examples(subject));
    }

    List<Look.Row> rows() {
        List<Look.Row> rows = new ArrayList<>();
        for (int i = 0; i < now.length; i++) {
            rows.add(new Look.Row(cluster(i).id(), new Share(now[i], sessions.size()), then(i)));
        }
        return rows;
    }

    private Share then(int index) {
        int halves = reference.held().size() + reference.fit().size();
        return cluster(index).leaf()
                ? new Share(held[index], reference.held().size())
                : new Share(held[index] + fit[index], halves);
    }

    private Share share(Story.Subject subject, List<Observation> of) {
        Predicate<Observation> member = member(subject);
        return new Share((int) of.stream().filter(member).count(), of.size());
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
            case FORM_CHANGED, OUTPUT_CHANGED -> {
                Trait trait = trait(subject.about());
                Function<Observation, @Nullable Form> which = form(subject.kind());
                yield session -> {
                    Form form = which.apply(session);
                    return form != null && trait.holds(form);
                };
            }
            case UNFAMILIAR_INPUTS -> placing::far;
            case QUALITY_MOVED -> throw elsewhere();
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
            case QUALITY_MOVED -> throw elsewhere();
        };
    }

    /** The most typical sessions: of now, or of the reference where there are fewer. */
    private List<String> examples(Story.Subject subject) {
        Predicate<Observation> member = member(subject);
        return (subject.up() ? sessions : reference.held())
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
            case QUALITY_MOVED -> throw elsewhere();
            case INPUTS_MOVED -> {
                Axis axis = axis(subject.about());
                yield session -> axis.along(session.vector());
            }
        };
    }

    private static IllegalStateException elsewhere() {
        return new IllegalStateException("truth is weighed by the concept detector");
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
