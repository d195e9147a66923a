package dev.plumbline.drift.label;

import dev.plumbline.drift.reference.Observation;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ExemplarsTest {

    private static final float[] EAST = {1, 0};

    @Test
    void of_givesTheMostTypicalThenTheTwoAtTheEdge() {
        List<Observation> members = List.of(at("edge", 60), at("middle", 20), at("centre", 1), at("edge too", 50));

        assertThat(Exemplars.of(EAST, members)).containsExactly("centre", "edge too", "edge");
    }

    @Test
    void of_fewMembers_namesEachOnce() {
        assertThat(Exemplars.of(EAST, List.of())).isEmpty();
        assertThat(Exemplars.of(EAST, List.of(at("only", 3)))).containsExactly("only");
        assertThat(Exemplars.of(EAST, List.of(at("b", 9), at("a", 3)))).containsExactly("a", "b");
    }

    private static Observation at(String traceId, double degrees) {
        double angle = Math.toRadians(degrees);
        return new Observation(0, traceId, new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
    }
}
