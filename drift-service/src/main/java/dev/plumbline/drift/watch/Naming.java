package dev.plumbline.drift.watch;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.label.DistinctTerms;
import dev.plumbline.drift.label.Exemplars;
import dev.plumbline.drift.label.NamedCluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Names clusters by the sessions that belong to them. */
public final class Naming {

    private final List<Seen> sessions;
    private final Map<RequestRef, String> inputs;
    private final DistinctTerms terms;

    /** @param inputs texts of those sessions whose text is still there */
    public Naming(List<Seen> sessions, Map<RequestRef, String> inputs) {
        this.sessions = sessions;
        this.inputs = inputs;
        this.terms = new DistinctTerms(inputs.values());
    }

    /** The clusters of a partition that are asked for. */
    public List<NamedCluster> of(Partition partition, List<Cluster> wanted) {
        List<NamedCluster> named = new ArrayList<>();
        for (Cluster cluster : wanted) {
            int index = partition.clusters().indexOf(cluster);
            List<Seen> members = sessions.stream()
                    .filter(seen -> partition.of(seen.observation().vector()) == index)
                    .toList();
            List<String> texts = members.stream()
                    .map(seen -> inputs.get(seen.request()))
                    .filter(Objects::nonNull)
                    .toList();
            named.add(new NamedCluster(
                    cluster, terms.of(texts), Exemplars.of(cluster.centroid(), Seen.observations(members))));
        }
        return named;
    }
}
