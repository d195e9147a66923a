package dev.plumbline.drift.label;

import dev.plumbline.drift.cluster.Vectors;
import dev.plumbline.drift.reference.Observation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Sessions that stand for a cluster: the one nearest its centre, then the two nearest its edge. */
public final class Exemplars {

    private Exemplars() {}

    /** Trace ids, at most three. */
    public static List<String> of(float[] centroid, List<Observation> members) {
        List<String> byDistance = members.stream()
                .sorted(Comparator.comparingDouble((Observation member) -> -Vectors.dot(member.vector(), centroid)))
                .map(Observation::traceId)
                .toList();
        int n = byDistance.size();
        return Stream.concat(byDistance.stream().limit(1), byDistance.stream().skip(Math.max(1, n - 2)))
                .toList();
    }
}
