package dev.plumbline.drift.evalset;

import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.detect.Kind;
import dev.plumbline.drift.detect.Traffic;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.stat.AlphaBudget;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class EvaluationDetectorTest {

    private static final int TOPIC = 5;
    private static final long SECOND = 1_000_000_000L;
    private static final AlphaBudget BUDGET = new AlphaBudget(0.8, 0.001, 100, 0.01).part(EvaluationDetector.BUDGET);

    /** A feature with a reference of 400 sessions and one set, looked at bucket by bucket. */
    private static final class Run {
        private final Traffic traffic;
        private final Partition partition;
        private final EvaluationDetector detector;
        private final List<List<Observation>> recent = new ArrayList<>();
        private final Map<String, Long> visited = new HashMap<>();
        private EvaluationState state = EvaluationState.START;
        private Standing standing;

        Run(Traffic traffic, List<Observation> cases) {
            this.traffic = traffic;
            Reference reference = Reference.learn("run", traffic.sessions(400));
            this.partition = new Partition(reference.leaves(), List.of());
            this.detector =
                    new EvaluationDetector("run/set", "golden", new Ground(reference), cases(cases)).spending(BUDGET);
            recent.add(traffic.sessions(100));
        }

        List<Change> look(int looks) {
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < looks; i++) {
                recent.add(traffic.sessions(100));
                if (recent.size() > Detector.RECENT) {
                    recent.remove(0);
                }
                EvaluationDetector.Look look = detector.look(state, List.copyOf(recent), partition, visited);
                state = look.next();
                standing = look.standing().with(look.tested() ? look.standing().apart() : apart());
                visited.putAll(look.visited());
                changes.addAll(look.changes());
            }
            return changes;
        }

        private Standing.Apart apart() {
            return standing == null ? null : standing.apart();
        }
    }

    private static List<EvaluationCase> cases(List<Observation> inputs) {
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> new EvaluationCase("case-" + i, inputs.get(i).vector()))
                .toList();
    }

    private static List<Change> opened(List<Change> changes) {
        return changes.stream()
                .filter(change -> change.type() == Change.Type.OPENED)
                .toList();
    }

    /** 6 worlds of 30 looks, a set drawn from the same traffic: the budget allows 0.1 findings. */
    @Test
    void setDrawnFromTraffic_whileNothingChanges_opensNothing() {
        for (int world = 0; world < 6; world++) {
            Traffic traffic = new Traffic(700 + world, 1, 60 * SECOND);

            assertThat(new Run(traffic, traffic.sessions(100)).look(30)).isEmpty();
        }
    }

    @Test
    void setDrawnFromTraffic_coversMostOfIt_andIsNotToldApart() {
        Traffic traffic = new Traffic(720, 1, 60 * SECOND);
        Run run = new Run(traffic, traffic.sessions(200));
        run.look(8);

        assertThat(run.standing.covered().value()).isGreaterThan(0.6);
        assertThat(run.standing.covered().n()).isEqualTo(400);
        assertThat(run.standing.apart().toldApart()).isFalse();
        assertThat(run.standing.apart().test().area().low()).isLessThan(0.6);
    }

    @Test
    void topicWithoutCases_isUntested_butNoFindingWhileItWasAlwaysThere() {
        Traffic traffic = new Traffic(730, 1, 60 * SECOND).share(TOPIC, 0);
        List<Observation> cases = traffic.sessions(200);
        Run run = new Run(traffic.share(TOPIC, 0.2), cases);

        List<Change> changes = run.look(8);

        assertThat(changes).allMatch(change -> change.story().subject().toldApart());
        assertThat(run.standing.clusters().get(0).untested()).isTrue();
        assertThat(run.standing.clusters().get(0).cases()).isZero();
        assertThat(run.standing.clusters().get(0).share().value()).isBetween(0.1, 0.3);
        assertThat(run.standing.clusters().get(0).examples()).hasSize(3);
    }

    @Test
    void newTopicThatNoCaseCovers_isOneFinding_andClosesWhenItIsGone() {
        Traffic traffic = new Traffic(740, 1, 60 * SECOND).share(TOPIC, 0);
        Run run = new Run(traffic, traffic.sessions(200));
        run.look(2);

        traffic.share(TOPIC, 0.15);
        List<Change> opened = opened(run.look(10));
        traffic.share(TOPIC, 0);
        List<Change> after = run.look(24);

        assertThat(opened).isNotEmpty();
        Change change = opened.get(0);
        assertThat(change.story().subject().kind()).isEqualTo(Kind.EVALUATION_SET);
        assertThat(change.story().subject().kind().verdict()).isEqualTo(Kind.Verdict.EVALUATION_SET);
        assertThat(change.words()).isEqualTo("traffic without a case in “golden”");
        assertThat(change.now().value()).isGreaterThan(change.then().interval().high());
        assertThat(change.examples()).hasSizeBetween(3, 5);
        assertThat(after.stream()
                        .filter(one -> one.type() == Change.Type.CLOSED)
                        .map(one -> one.story().id()))
                .contains(change.story().id());
    }

    @Test
    void setAboutSomethingElse_isToldApart_once_andItsCasesAreNeverVisited() {
        Traffic traffic = new Traffic(750, 1, 60 * SECOND);
        Run run = new Run(traffic, new Traffic(99, 1, 60 * SECOND).sessions(60));

        List<Change> opened = opened(run.look(12));

        assertThat(opened).singleElement().satisfies(change -> {
            assertThat(change.story().subject().toldApart()).isTrue();
            assertThat(change.words()).isEqualTo("evaluation set “golden”");
            assertThat(change.now().interval().low()).isGreaterThan(0.7);
        });
        assertThat(run.standing.apart().toldApart()).isTrue();
        assertThat(run.standing.apart().inReference().area().low()).isGreaterThan(0.7);
        assertThat(run.standing.unvisited().never()).hasSizeGreaterThan(40);
        assertThat(run.standing.unvisited().of()).isEqualTo(800);
    }

    @Test
    void caseOfATopicThatNobodyAsksAnyMore_isNoLongerVisited() {
        Traffic traffic = new Traffic(760, 1, 60 * SECOND).share(TOPIC, 0.99);
        List<Observation> cases = traffic.sessions(20);
        Run run = new Run(traffic.share(TOPIC, 0.1), cases);

        traffic.share(TOPIC, 0);
        run.look(9);

        assertThat(run.standing.unvisited().noLonger()).hasSizeGreaterThan(10);
        assertThat(run.standing.unvisited().never()).hasSizeLessThan(5);
    }

    @Test
    void casesTakenFromTheReferenceItself_doNotMakeLaterTrafficLookUntested() {
        for (int world = 0; world < 4; world++) {
            Traffic traffic = new Traffic(770 + world, 1, 60 * SECOND);
            List<Observation> learned = traffic.sessions(400);
            Reference reference = Reference.learn("run", learned);
            EvaluationDetector detector = new EvaluationDetector(
                            "run/set", "golden", new Ground(reference), cases(learned.subList(0, 200)))
                    .spending(BUDGET);
            Partition partition = new Partition(reference.leaves(), List.of());
            EvaluationState state = EvaluationState.START;
            List<List<Observation>> recent = new ArrayList<>(List.of(traffic.sessions(100)));
            List<Change> changes = new ArrayList<>();
            for (int look = 0; look < 20; look++) {
                recent.add(traffic.sessions(100));
                EvaluationDetector.Look made = detector.look(
                        state,
                        List.copyOf(recent.subList(Math.max(0, recent.size() - 8), recent.size())),
                        partition,
                        Map.of());
                state = made.next();
                changes.addAll(made.changes());
            }

            assertThat(changes).isEmpty();
        }
    }

    @Test
    void sameLooks_giveTheSameResult_withAKeptDetectorAndWithANewOne() {
        Traffic one = new Traffic(780, 1, 60 * SECOND);
        Traffic two = new Traffic(780, 1, 60 * SECOND);
        Run first = new Run(one, one.sessions(80));
        Run second = new Run(two, two.sessions(80));

        first.look(5);
        second.look(5);

        assertThat(first.state).isEqualTo(second.state);
        assertThat(first.standing).isEqualTo(second.standing);
    }
}
