package dev.plumbline.drift.evalset;

import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.cluster.Similarities;
import dev.plumbline.drift.cluster.Vectors;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;

import java.util.Arrays;
import java.util.List;

/**
 * What a reference says about distances: how near a case must lie to cover an input. Knows nothing of cases, so tests
 * against it are as exact with them as without.
 */
public final class Ground {

    /** Of the counted half, so many are less like anything in the other half than what counts as near. */
    private static final double OUTERMOST = 0.25;

    /** So many pairs of inputs of different clusters are less alike than what is called unrelated. */
    private static final double UNRELATED = 0.99;

    /** From there to the same, so far at most: where traffic repeats itself word for word, near is not the same. */
    private static final double NEAREST = 1 / 3.0;

    private static final int PAIRS_EACH = 10;

    private final Reference reference;
    private final double within;

    public Ground(Reference reference) {
        this.reference = reference;
        this.within = within(reference);
    }

    Reference reference() {
        return reference;
    }

    /**
     * Least similarity between an input and a case that covers it: three in four inputs of the counted half have one as
     * like among the other half. Never below what inputs of different clusters have (99 % of pairs), nor above a third of
     * the way from that to the same.
     */
    public double within() {
        return within;
    }

    private static double within(Reference reference) {
        Similarities fit = new Similarities(Reference.vectors(reference.fit()));
        double near = quantile(
                reference.held().stream()
                        .mapToDouble(session -> most(fit.to(session.vector())))
                        .toArray(),
                OUTERMOST);
        double unrelated = quantile(acrossClusters(reference), UNRELATED);
        return Math.max(unrelated, Math.min(near, unrelated + (1 - unrelated) * NEAREST));
    }

    private static double[] acrossClusters(Reference reference) {
        Partition partition = new Partition(reference.leaves(), List.of());
        List<Observation> held = reference.held();
        int[] cluster = held.stream()
                .mapToInt(session -> partition.of(session.vector()))
                .toArray();
        double[] alike = new double[held.size() * PAIRS_EACH];
        int pairs = 0;
        for (int i = 0; i < held.size(); i++) {
            for (int step = 1; step <= PAIRS_EACH; step++) {
                int other = (i + step) % held.size();
                if (cluster[i] != cluster[other]) {
                    alike[pairs++] =
                            Vectors.dot(held.get(i).vector(), held.get(other).vector());
                }
            }
        }
        return Arrays.copyOf(alike, pairs);
    }

    private static double most(float[] similarities) {
        double most = -1;
        for (float similarity : similarities) {
            most = Math.max(most, similarity);
        }
        return most;
    }

    private static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return 0;
        }
        Arrays.sort(values);
        return values[(int) Math.min(values.length - 1L, Math.round(share * values.length))];
    }
}
