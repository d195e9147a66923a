package dev.plumbline.drift.cluster;

import java.util.List;
import java.util.stream.Stream;

/** Tells for every input the one cluster it belongs to: the most alike found cluster that holds it, else a leaf. */
public final class Partition {

    private final List<Cluster> clusters;
    private final int leaves;

    /** @param leaves at least one */
    public Partition(List<Cluster> leaves, List<Cluster> found) {
        this.clusters = Stream.concat(leaves.stream(), found.stream()).toList();
        this.leaves = leaves.size();
    }

    /** Leaves first, then found clusters. */
    public List<Cluster> clusters() {
        return clusters;
    }

    /** The index of the cluster of an input. */
    public int of(float[] vector) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = clusters.size() - 1; i >= 0; i--) {
            if (i == leaves - 1 && best >= 0) {
                return best;
            }
            Cluster cluster = clusters.get(i);
            double similarity = Vectors.dot(vector, cluster.centroid());
            if (similarity > most && (cluster.leaf() || similarity >= cluster.reach())) {
                most = similarity;
                best = i;
            }
        }
        return best;
    }

    /** How many of the inputs belong to each cluster. */
    public int[] counts(List<float[]> vectors) {
        int[] counts = new int[clusters.size()];
        for (float[] vector : vectors) {
            counts[of(vector)]++;
        }
        return counts;
    }
}
