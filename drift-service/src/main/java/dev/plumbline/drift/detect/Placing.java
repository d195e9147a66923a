package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.scan.Farness;
import dev.plumbline.drift.scan.MeanShift;
import dev.plumbline.drift.scan.Neighbours;
import dev.plumbline.drift.season.Grain;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is worked out once for a reference, and once for each session of a look: tests and stories ask again and again.
 * Not safe for several threads.
 */
final class Placing {

    /** Sessions outside of the reference: those of two longest windows and more. */
    private static final int MOST = 2_000;

    private final Reference reference;
    private final Map<Observation, Integer> places = new IdentityHashMap<>();
    private final Map<Observation, Double> similarities = new IdentityHashMap<>();
    private final Farness farness;
    private final MeanShift mean;
    private final List<Observation> counted;
    private final long[] hours;
    private final Neighbours neighbours;
    private List<Cluster> found = List.of();
    private Partition partition;

    Placing(Reference reference) {
        this(reference, List.of());
    }

    /** @param since the reference, counted beside its held-out half */
    Placing(Reference reference, List<Observation> since) {
        this.reference = reference;
        this.counted = Stream.of(reference.held(), since).flatMap(List::stream).toList();
        this.hours = nanos(counted);
        this.farness = new Farness(Reference.vectors(reference.fit()), Reference.vectors(reference.held()));
        this.mean = new MeanShift(reference.all());
        this.neighbours = new Neighbours(reference.all());
        this.partition = new Partition(reference.leaves(), found);
    }

    Reference reference() {
        return reference;
    }

    /** What a window is compared with: the held-out half, and what was counted since. */
    List<Observation> counted() {
        return counted;
    }

    /** Whether something is counted beside the held-out half. */
    boolean countsMore() {
        return counted.size() > reference.held().size();
    }

    /** The finest grain of the clock at which those that are usual have the hours of these sessions. */
    Grain grain(List<Observation> sessions, List<Observation> usual) {
        return Grain.finest(nanos(sessions), usual == counted ? hours : nanos(usual));
    }

    /** Those at hours that the others have. */
    static List<Observation> covered(List<Observation> sessions, List<Observation> usual) {
        boolean[] known = Grain.known(nanos(usual));
        return sessions.stream()
                .filter(session -> known[Grain.THREE_HOURS.slot(session.startNano())])
                .toList();
    }

    private static long[] nanos(List<Observation> sessions) {
        return sessions.stream().mapToLong(Observation::startNano).toArray();
    }

    Farness farness() {
        return farness;
    }

    MeanShift mean() {
        return mean;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    boolean far(Observation session) {
        return farness.far(similarity(session));
    }

    double similarity(Observation session) {
        return similarities.computeIfAbsent(session, one -> farness.similarity(one.vector()));
    }

    /** Forgets sessions when there are many that no later look asks for. */
    void forget() {
        if (places.size() > reference.fit().size() + counted.size() + MOST) {
            keepOwn(places);
            keepOwn(similarities);
        }
    }

    /** Of those that every look asks for again. */
    private <V> void keepOwn(Map<Observation, V> known) {
        Map<Observation, V> own = new IdentityHashMap<>();
        Stream.of(reference.fit(), counted).flatMap(List::stream).forEach(session -> {
            V value = known.get(session);
            if (value != null) {
                own.put(session, value);
            }
        });
        known.clear();
        known.putAll(own);
    }

    /** With these found clusters. */
    Placing with(List<Cluster> clusters) {
        if (!found.equals(clusters)) {
            found = List.copyOf(clusters);
            partition = new Partition(reference.leaves(), found);
            places.clear();
        }
        return this;
    }

    List<Cluster> clusters() {
        return partition.clusters();
    }

    int of(Observation session) {
        return places.computeIfAbsent(session, one -> partition.of(one.vector()));
    }

    /** By slot of the clock and cluster. */
    int[][] counts(List<Observation> sessions, Grain grain) {
        int[][] counts = new int[grain.slots()][clusters().size()];
        for (Observation session : sessions) {
            counts[grain.slot(session.startNano())][of(session)]++;
        }
        return counts;
    }
}
