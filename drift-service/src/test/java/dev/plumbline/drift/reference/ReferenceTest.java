package dev.plumbline.drift.reference;

import dev.plumbline.drift.cluster.Cluster;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class ReferenceTest {

    private final List<Observation> sessions = sessions(new Random(4));

    @Test
    void learn_splitsSessionsInTurnSoThatBothHalvesSpanTheSameTime() {
        Reference reference = Reference.learn("scope", sessions);

        assertThat(reference.fit())
                .extracting(Observation::startNano)
                .startsWith(0L, 2L, 4L)
                .hasSize(50);
        assertThat(reference.held())
                .extracting(Observation::startNano)
                .startsWith(1L, 3L, 5L)
                .hasSize(50);
        assertThat(reference.leaves()).hasSize(8).allMatch(Cluster::leaf);
    }

    @Test
    void learn_givesIdsThatFollowFromTheScope() {
        List<String> ids = ids("scope");

        assertThat(ids("scope")).isEqualTo(ids).doesNotHaveDuplicates();
        assertThat(ids("other")).doesNotContainAnyElementsOf(ids);
    }

    private List<String> ids(String scope) {
        return Reference.learn(scope, sessions).leaves().stream()
                .map(Cluster::id)
                .toList();
    }

    private static List<Observation> sessions(Random random) {
        return IntStream.range(0, 100)
                .mapToObj(i -> {
                    double angle = random.nextDouble() * 2 * Math.PI;
                    float[] vector = {(float) Math.cos(angle), (float) Math.sin(angle)};
                    return new Observation(i, "trace-" + i, vector);
                })
                .toList();
    }
}
