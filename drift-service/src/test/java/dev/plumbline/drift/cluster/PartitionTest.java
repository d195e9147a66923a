package dev.plumbline.drift.cluster;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PartitionTest {

    private static final Cluster EAST = new Cluster("east", at(0), Cluster.LEAF);
    private static final Cluster NORTH = new Cluster("north", at(90), Cluster.LEAF);
    /** Those within 10 degrees of 30. */
    private static final Cluster FOUND = new Cluster("found", at(30), Math.cos(Math.toRadians(10)));

    @Test
    void of_takesTheNearestLeaf() {
        Partition partition = new Partition(List.of(EAST, NORTH), List.of());

        assertThat(partition.counts(List.of(at(10), at(44), at(46), at(200)))).containsExactly(2, 2);
    }

    @Test
    void of_foundCluster_takesWhatLiesInItsReachBeforeAnyLeaf() {
        Partition partition = new Partition(List.of(EAST, NORTH), List.of(FOUND));

        assertThat(partition.of(at(21))).isEqualTo(2);
        assertThat(partition.of(at(19))).isEqualTo(0);
        assertThat(partition.of(at(50))).isEqualTo(1);
    }

    @Test
    void of_twoFoundClusters_takesTheNearer() {
        Cluster wide = new Cluster("wide", at(45), Math.cos(Math.toRadians(40)));
        Partition partition = new Partition(List.of(EAST, NORTH), List.of(FOUND, wide));

        assertThat(partition.of(at(31))).isEqualTo(2);
        assertThat(partition.of(at(39))).isEqualTo(3);
    }

    @Test
    void similarities_areThoseOfEachPair() {
        Random random = new Random(5);
        List<float[]> vectors =
                random.doubles(20, 0, 360).mapToObj(PartitionTest::at).toList();

        float[] similarities = new Similarities(vectors).to(at(77));

        for (int i = 0; i < vectors.size(); i++) {
            assertThat((double) similarities[i]).isCloseTo(Vectors.dot(at(77), vectors.get(i)), within(1e-6));
        }
    }

    private static float[] at(double degrees) {
        double angle = Math.toRadians(degrees);
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }
}
