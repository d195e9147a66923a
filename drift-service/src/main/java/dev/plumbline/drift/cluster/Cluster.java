package dev.plumbline.drift.cluster;

/**
 * A group of alike inputs with an identity that stays. A leaf of the reference takes every input that is nearest to its
 * centroid; a cluster found later takes those within its reach, before any leaf does.
 *
 * @param id stable: the same learning gives the same id
 * @param reach least similarity to the centroid; {@link #LEAF} for a leaf
 */
public record Cluster(String id, float[] centroid, double reach) {

    public static final double LEAF = -1;

    public boolean leaf() {
        return reach == LEAF;
    }

    /** Whether an input lies within the reach of a cluster found later. */
    public boolean holds(float[] vector) {
        return Vectors.dot(vector, centroid) >= reach;
    }
}
