package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.cluster.Vectors;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.scan.MovedShares;
import dev.plumbline.drift.stat.ExactTest;
import dev.plumbline.drift.stat.Share;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Some sessions weighed against the reference, with the clusters and stories of one state. */
final class Weighing {

    private static final int EXAMPLES = 5;

    private final Reference reference;
    private final List<Observation> sessions;
    private final Partition partition;
    private final int[] now;
    private final int[] held;
    private final int[] fit;
    private final boolean[] aside;

    Weighing(Reference reference, DetectorState state, List<Observation> sessions) {
        this.reference = reference;
        this.sessions = sessions;
        this.partition = new Partition(reference.leaves(), state.found());
        this.now = partition.counts(Reference.vectors(sessions));
        this.held = partition.counts(Reference.vectors(reference.held()));
        this.fit = partition.counts(Reference.vectors(reference.fit()));
        this.aside = new boolean[now.length];
        Stream.of(state.candidates(), state.open())
                .flatMap(List::stream)
                .forEach(story -> aside[index(story.subject())] = true);
    }

    Cluster cluster(int index) {
        return partition.clusters().get(index);
    }

    /** The test of all shares; clusters of known stories are set aside. */
    MovedShares shares() {
        return new MovedShares(now, held, aside);
    }

    /** One side of the exact test of one story, alone. */
    double pValue(Story.Subject subject) {
        return subject.kind() == Kind.NEW_CLUSTER
                ? ExactTest.excess(now(subject), then(subject))
                : shares().pValue(index(subject), subject.up());
    }

    Share now(Story.Subject subject) {
        return new Share(now[index(subject)], sessions.size());
    }

    /** The share in the reference: in its held-out half for a leaf, in all of it for a cluster found later. */
    Share then(Story.Subject subject) {
        int index = index(subject);
        int halves = reference.held().size() + reference.fit().size();
        return cluster(index).leaf()
                ? new Share(held[index], reference.held().size())
                : new Share(held[index] + fit[index], halves);
    }

    Change change(Change.Type type, Story story) {
        Story.Subject subject = story.subject();
        long untilNano = sessions.get(sessions.size() - 1).startNano();
        return new Change(type, story, untilNano, then(subject), now(subject), examples(subject));
    }

    List<Look.Row> rows() {
        List<Look.Row> rows = new ArrayList<>();
        for (int i = 0; i < now.length; i++) {
            Story.Subject any = new Story.Subject(Kind.SHARE_MOVED, cluster(i).id(), true);
            rows.add(new Look.Row(cluster(i).id(), now(any), then(any)));
        }
        return rows;
    }

    /** The most typical sessions of the cluster: of now, or of the reference where it shrank. */
    private List<String> examples(Story.Subject subject) {
        int index = index(subject);
        return (subject.up() ? sessions : reference.held())
                .stream()
                        .filter(session -> partition.of(session.vector()) == index)
                        .sorted(Comparator.comparingDouble((Observation session) ->
                                -Vectors.dot(session.vector(), cluster(index).centroid())))
                        .limit(EXAMPLES)
                        .map(Observation::traceId)
                        .toList();
    }

    private int index(Story.Subject subject) {
        for (int i = 0; i < partition.clusters().size(); i++) {
            if (cluster(i).id().equals(subject.clusterId())) {
                return i;
            }
        }
        throw new IllegalStateException("no cluster " + subject.clusterId());
    }
}
