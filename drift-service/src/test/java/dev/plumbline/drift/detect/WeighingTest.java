package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.stat.Share;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class WeighingTest {

    private static final Cluster EAST = new Cluster("east", new float[] {1, 0}, Cluster.LEAF);
    private static final Cluster NORTH = new Cluster("north", new float[] {0, 1}, Cluster.LEAF);
    private static final Cluster FOUND = new Cluster("found", new float[] {0, 1}, 0.999);

    /** In turn to the fitted and to the held-out half: all of the fitted half lies in the east. */
    private static final Reference REFERENCE = Reference.of(
            List.of(EAST, NORTH),
            List.of(
                    at("f1", 1),
                    at("h1", 5),
                    at("f2", 2),
                    at("h2", 80),
                    at("f3", 3),
                    at("h3", 90),
                    at("f4", 90),
                    at("h4", 70)));

    private static final List<Observation> NOW =
            List.of(at("n1", 0), at("n2", 60), at("n3", 90), at("n4", 75), at("n5", 85));

    @Test
    void leaf_isCountedInTheHeldOutHalfAlone() {
        Weighing weighing = new Weighing(new Placing(REFERENCE), DetectorState.START, NOW);

        assertThat(weighing.then(subject("north", true))).isEqualTo(new Share(3, 4));
        assertThat(weighing.now(subject("north", true))).isEqualTo(new Share(4, 5));
    }

    @Test
    void clusterFoundLater_isCountedInBothHalves_andLeavesItsLeaf() {
        Weighing weighing = new Weighing(new Placing(REFERENCE), DetectorState.START.finding(List.of(FOUND)), NOW);

        assertThat(weighing.then(subject("found", true))).isEqualTo(new Share(2, 8));
        assertThat(weighing.now(subject("found", true))).isEqualTo(new Share(1, 5));
        assertThat(weighing.then(subject("north", true))).isEqualTo(new Share(2, 4));
    }

    @Test
    void examples_areOfNow_orOfTheReferenceWhereTheShareFell() {
        Weighing weighing = new Weighing(new Placing(REFERENCE), DetectorState.START, NOW);

        assertThat(examples(weighing, true)).containsExactly("n3", "n5", "n4", "n2");
        assertThat(examples(weighing, false)).containsExactly("h3", "h2", "h4");
    }

    private static List<String> examples(Weighing weighing, boolean up) {
        Story story = new Story(
                "f", View.FIRST, subject("north", up), new Story.Raised(1, Scale.SHORT, 0, 0.001), new Share(0, 0), 0);
        return weighing.change(Change.Type.OPENED, story).examples();
    }

    private static Story.Subject subject(String cluster, boolean up) {
        return new Story.Subject(Kind.SHARE_MOVED, cluster, up);
    }

    private static Observation at(String traceId, double degrees) {
        double angle = Math.toRadians(degrees);
        return new Observation(0, traceId, new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
    }
}
