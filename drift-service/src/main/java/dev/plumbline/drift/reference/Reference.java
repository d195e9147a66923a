package dev.plumbline.drift.reference;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.SphericalKMeans;
import dev.plumbline.drift.cluster.StableId;
import dev.plumbline.drift.form.Form;
import dev.plumbline.drift.form.Trait;
import dev.plumbline.drift.form.Traits;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What traffic looked like when the feature was learned. One half made the leaves and is never counted in them; the
 * other half is counted, so that its shares and those of a window are alike when nothing changed.
 *
 * @param traits of inputs and of outputs, learned from the same half; none where a form was not read
 * @param fit the half that made the leaves: every other session, from the first
 * @param held the half that is counted
 */
public record Reference(List<Cluster> leaves, List<Trait> traits, List<Observation> fit, List<Observation> held) {

    /**
     * Learns from sessions in their order.
     *
     * @param scope names this reference: the ids of its leaves follow from it
     */
    public static Reference learn(String scope, List<Observation> sessions) {
        List<float[]> fit = vectors(half(sessions, 0));
        List<Cluster> leaves = new ArrayList<>();
        for (float[] centroid : SphericalKMeans.fit(fit, SphericalKMeans.leaves(fit.size()))) {
            leaves.add(new Cluster(StableId.of(scope, "leaf", leaves.size()), centroid, Cluster.LEAF));
        }
        return of(leaves, sessions);
    }

    /** The same reference again from its stored leaves. */
    public static Reference of(List<Cluster> leaves, List<Observation> sessions) {
        List<Observation> fit = half(sessions, 0);
        List<Form> inputs = forms(fit, Observation::form);
        List<Form> outputs = forms(fit, Observation::output);
        List<Trait> traits = Stream.concat(
                        inputs.size() == fit.size() ? Traits.ofInputs(inputs).stream() : Stream.of(),
                        outputs.size() == fit.size() ? Traits.ofOutputs(outputs).stream() : Stream.of())
                .toList();
        return new Reference(List.copyOf(leaves), traits, fit, half(sessions, 1));
    }

    /** Both halves. */
    public List<float[]> all() {
        return Stream.of(fit, held).flatMap(half -> vectors(half).stream()).toList();
    }

    public static List<float[]> vectors(List<Observation> sessions) {
        return sessions.stream().map(Observation::vector).toList();
    }

    /** One of the two forms, of those sessions where it was read. */
    public static List<Form> forms(List<Observation> sessions, Function<Observation, @Nullable Form> which) {
        List<Form> forms = new ArrayList<>();
        for (Observation session : sessions) {
            Form form = which.apply(session);
            if (form != null) {
                forms.add(form);
            }
        }
        return forms;
    }

    private static List<Observation> half(List<Observation> sessions, int from) {
        List<Observation> half = new ArrayList<>();
        for (int i = from; i < sessions.size(); i += 2) {
            half.add(sessions.get(i));
        }
        return half;
    }
}
