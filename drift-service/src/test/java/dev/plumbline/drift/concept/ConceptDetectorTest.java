package dev.plumbline.drift.concept;

import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Kind;
import dev.plumbline.drift.stat.AlphaBudget;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class ConceptDetectorTest {

    private static final String NAME = "feedback thumbs";
    private static final int CLUSTERS = 20;
    private static final AlphaBudget BUDGET = new AlphaBudget(0.8, 0.001, 100, 0.01).part(ConceptDetector.BUDGET);

    /** Made-up feedback: each cluster has a share of the sessions and a chance of being bad. */
    private static final class World {
        private final Random random;
        private final double[] weights = new double[CLUSTERS];
        private final double[] bad = new double[CLUSTERS];
        private final List<List<Judged>> recent = new ArrayList<>();
        private final ConceptDetector detector;
        private ConceptState state = ConceptState.START;
        private long second;

        World(long seed) {
            this.random = new Random(seed);
            for (int cluster = 0; cluster < CLUSTERS; cluster++) {
                weights[cluster] = 1.0 / (cluster + 3);
                bad[cluster] = 0.02 + 0.02 * cluster;
            }
            this.detector = new ConceptDetector("scope/" + seed, NAME, sessions(200), BUDGET);
        }

        private List<Judged> sessions(int n) {
            return IntStream.range(0, n).mapToObj(i -> one()).toList();
        }

        private Judged one() {
            double at = random.nextDouble() * Arrays.stream(weights).sum();
            int cluster = -1;
            while (at >= 0) {
                at -= weights[++cluster];
            }
            return new Judged(
                    ++second * 60_000_000_000L,
                    "trace-" + second,
                    "cluster-" + cluster,
                    random.nextDouble() < bad[cluster]);
        }

        List<Change> look(int looks, Set<String> moved) {
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < looks; i++) {
                recent.add(sessions(25));
                if (recent.size() > 8) {
                    recent.remove(0);
                }
                ConceptDetector.Look look = detector.look(state, List.copyOf(recent), moved);
                state = look.next();
                changes.addAll(look.changes());
            }
            return changes;
        }

        List<Change> opened(int looks, Set<String> moved) {
            return look(looks, moved).stream()
                    .filter(change -> change.type() == Change.Type.OPENED)
                    .toList();
        }
    }

    /** 12 worlds of 80 looks, 24,000 judged sessions: the budget allows 0.04 findings. */
    @Test
    void steadyTruth_opensNothing() {
        for (int world = 0; world < 12; world++) {
            assertThat(new World(world).look(80, Set.of())).isEmpty();
        }
    }

    @Test
    void oneClusterThatGetsWorse_isOneFindingAboutIt_andClosesWhenItIsWellAgain() {
        World world = new World(51);
        world.opened(4, Set.of());

        world.bad[0] = 0.7;
        List<Change> opened = world.opened(16, Set.of());
        world.bad[0] = 0.02;
        List<Change> after = world.look(16, Set.of());

        assertThat(opened).singleElement().satisfies(change -> {
            assertThat(change.story().subject().kind()).isEqualTo(Kind.QUALITY_MOVED);
            assertThat(change.story().subject().kind().verdict()).isEqualTo(Kind.Verdict.CONCEPT);
            assertThat(change.story().subject().about()).isEqualTo("cluster-0");
            assertThat(change.story().subject().up()).isTrue();
            assertThat(change.words()).isEqualTo(NAME);
            assertThat(change.now().value())
                    .isGreaterThan(change.then().interval().high());
            assertThat(change.examples()).hasSizeBetween(1, 5);
        });
        assertThat(after).last().satisfies(change -> {
            assertThat(change.type()).isEqualTo(Change.Type.CLOSED);
            assertThat(change.story().id()).isEqualTo(opened.get(0).story().id());
        });
    }

    @Test
    void allThatGetsWorse_isOneFindingAboutAllTogether() {
        World world = new World(52);
        world.opened(4, Set.of());

        for (int cluster = 0; cluster < CLUSTERS; cluster++) {
            world.bad[cluster] += 0.25;
        }

        assertThat(world.opened(12, Set.of())).singleElement().satisfies(change -> {
            assertThat(change.story().subject().about()).isEqualTo(NAME);
            assertThat(change.story().subject().up()).isTrue();
            assertThat(change.now().value()).isGreaterThan(change.then().value() + 0.1);
        });
    }

    /** The share of bad sessions doubles, since hard questions come more often; no answer got worse. */
    @Test
    void moreQuestionsOfAHardKind_areNoFinding() {
        for (int seed = 60; seed < 66; seed++) {
            World world = new World(seed);
            world.opened(4, Set.of());

            for (int cluster = CLUSTERS / 2; cluster < CLUSTERS; cluster++) {
                world.weights[cluster] *= 6;
            }

            assertThat(world.opened(30, Set.of())).isEmpty();
        }
    }

    @Test
    void clusterWhoseInputsMoved_isNotSpokenAbout() {
        World world = new World(51);
        world.opened(4, Set.of("cluster-0"));

        world.bad[0] = 0.7;

        assertThat(world.opened(16, Set.of("cluster-0"))).isEmpty();
    }
}
