package dev.plumbline.drift.label;

import dev.plumbline.drift.cluster.Cluster;

import java.util.List;

/**
 * A cluster as people see it.
 *
 * @param terms distinct words of its inputs, the most telling first; may be empty
 * @param examples trace ids
 */
public record NamedCluster(Cluster cluster, List<String> terms, List<String> examples) {

    /** One line. */
    public static String label(List<String> terms) {
        return terms.isEmpty() ? "unnamed" : String.join(", ", terms);
    }
}
