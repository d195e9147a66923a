package dev.plumbline.drift.detect;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The promises of the detector on made-up traffic, with seeds: alarms, and what it finds. */
@Tag("simulation")
class SimulationTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int TOPIC = 5;

    /** 8 worlds of 40 looks: 32,000 sessions. The budget allows 0.3 false findings in dense traffic, 3 in slow. */
    @ParameterizedTest
    @CsvSource({"3, 0", "8, 1", "1, 60"})
    void quietTraffic_opensNothing(int queriesPerSession, long secondsApart) {
        long opened = IntStream.range(0, 8)
                .mapToLong(world -> {
                    Traffic traffic = new Traffic(100 + world, queriesPerSession, secondsApart * SECOND);
                    return new Run("quiet", traffic::sessions).look(40).size();
                })
                .sum();

        assertThat(opened).isZero();
    }

    /** Why the unit is the session: the same quiet traffic, its requests taken for independent. */
    @Test
    void quietTraffic_countedByRequests_wouldOpenManyFindings() {
        long opened = IntStream.range(0, 4)
                .mapToLong(world -> new Run("wrong", new Traffic(100 + world, 3, 0)::requests)
                        .look(15)
                        .size())
                .sum();

        assertThat(opened).isGreaterThan(5);
    }

    @Test
    void newTopicOfTenPercent_opensOneFindingWithin500Sessions() {
        for (int world = 0; world < 8; world++) {
            Traffic traffic = new Traffic(200 + world, 3, 0).share(TOPIC, 0);
            Run run = new Run("new", traffic::sessions);

            traffic.share(TOPIC, 0.1);
            List<Change> changes = opened(run.look(5));

            assertThat(changes).as("world %s", world).hasSize(1);
            Change change = changes.get(0);
            assertThat(change.story().subject().kind()).isEqualTo(Kind.NEW_CLUSTER);
            assertThat(change.then().value()).isLessThan(0.01);
            assertThat(change.now().value()).isBetween(0.04, 0.2);
            assertThat(change.examples()).hasSizeBetween(3, 5);
        }
    }

    /** Found in at least six of eight worlds, and nothing else is. */
    @Test
    void knownTopicGrownBy15Points_isFoundWithin1200Sessions() {
        int found = 0;
        for (int world = 0; world < 8; world++) {
            Traffic traffic = new Traffic(300 + world, 3, 0);
            Run run = new Run("grown", traffic::sessions);

            traffic.share(TOPIC, traffic.share(TOPIC) + 0.15);
            List<Change> changes = opened(run.look(12));

            assertThat(changes)
                    .as("world %s", world)
                    .hasSizeLessThanOrEqualTo(2)
                    .allMatch(change -> change.story().subject().up()
                            && change.now().value() > change.then().value());
            found += changes.isEmpty() ? 0 : 1;
        }

        assertThat(found).isGreaterThanOrEqualTo(6);
    }

    @Test
    void topicThatFellFromThirtyToFivePercent_isOneFindingDownwards() {
        Traffic traffic = new Traffic(400, 3, 0).share(TOPIC, 0.3);
        Run run = new Run("fallen", traffic::sessions);

        traffic.share(TOPIC, 0.05);

        assertThat(opened(run.look(8))).singleElement().satisfies(change -> {
            assertThat(change.story().subject())
                    .matches(subject -> subject.kind() == Kind.SHARE_MOVED && !subject.up());
            assertThat(change.then().interval().low())
                    .isGreaterThan(change.now().value());
        });
    }

    private static List<Change> opened(List<Change> changes) {
        return changes.stream()
                .filter(change -> change.type() == Change.Type.OPENED)
                .toList();
    }
}
