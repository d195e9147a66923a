package dev.plumbline.drift.detect;

import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Usual;
import dev.plumbline.drift.reference.View;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Other comparisons beside that with the pinned reference: each with its own budget, all of one story one finding. */
class ViewsTest {

    private static final int TOPIC = 5;
    private static final int LEARN = 1_000;
    private static final long DAY = 24 * 3_600_000_000_000L;
    private static final long GAP = DAY / 1_000;
    /** A week in fewer looks. */
    private static final long WIDE = DAY / 500;

    /** The release brings the topic back to what it was when the feature was learned: the reference alone would say nothing. */
    @Test
    void whatChangedWithARelease_isComparedWithTheReleaseBefore() {
        Traffic traffic = new Traffic(810, 1, GAP).share(TOPIC, 0.25);
        String[] release = {"1.0"};
        List<Observation> past = new ArrayList<>();
        Run run = new Run("release", LEARN, released(traffic, release, past)).with(window -> ofRelease(window, past));
        traffic.share(TOPIC, 0.05);
        assertThat(opened(run.look(24))).isNotEmpty();
        release[0] = "2.0";
        traffic.share(TOPIC, 0.25);

        List<Change> changes = run.look(20);

        assertThat(changes).anyMatch(change -> change.type() == Change.Type.CLOSED);
        assertThat(opened(changes)).isNotEmpty().allSatisfy(change -> {
            assertThat(change.story().view()).isEqualTo(View.LAST_RELEASE);
            assertThat(change.story().subject().up()).isTrue();
            assertThat(change.against().words()).isEqualTo("in release 1.0");
            assertThat(change.against().holds()).containsExactly(View.LAST_RELEASE);
            assertThat(change.then().value()).isLessThan(0.1);
        });
    }

    @Test
    void changeThatSeveralComparisonsSee_isOneFindingThatListsThem() {
        Traffic traffic = new Traffic(820, 1, WIDE);
        String[] release = {"1.0"};
        List<Observation> past = new ArrayList<>();
        Run run = new Run("several", LEARN, released(traffic, release, past)).with(window -> ofRelease(window, past));
        // A week and more, so that there is one before.
        run.look(38);
        release[0] = "2.0";
        traffic.share(TOPIC, traffic.share(TOPIC) + 0.2);

        List<Change> opened = opened(run.look(20));

        assertThat(opened)
                .filteredOn(one -> one.story().subject().up())
                .singleElement()
                .satisfies(change -> assertThat(change.against().holds())
                        .containsExactlyInAnyOrder(View.FIRST, View.LAST_RELEASE, View.LAST_WEEK));
    }

    /** Back to what it was when it was learned, after more than a week in which it was not. */
    @Test
    void whatChangedSinceTheWeekBefore_isSaidSo() {
        Traffic traffic = new Traffic(830, 1, WIDE).share(TOPIC, 0.25);
        Run run = new Run("week", LEARN, traffic::sessions);
        traffic.share(TOPIC, 0.05);
        run.look(42);
        traffic.share(TOPIC, 0.25);

        List<Change> opened = opened(run.look(20));

        assertThat(opened).isNotEmpty().allSatisfy(change -> {
            assertThat(change.story().view()).isEqualTo(View.LAST_WEEK);
            assertThat(change.story().subject().up()).isTrue();
            assertThat(change.against().holds()).containsExactly(View.LAST_WEEK);
        });
    }

    /** More among three in ten sessions, and as many fewer among the others: all together nothing moved. */
    @Test
    void changeInOnePartOfTheTraffic_isFoundThere_andNamesIt() {
        Traffic free = new Traffic(840, 1, GAP).share(TOPIC, 0.2);
        Traffic paid = new Traffic(840, 1, GAP).share(TOPIC, 0.2);
        Run run = new Run("slice", LEARN, plans(free, paid));
        List<Change> quiet = opened(run.look(20));
        free.share(TOPIC, 0.2 + 0.28);
        paid.share(TOPIC, 0.2 - 0.12);

        List<Change> opened = opened(run.look(20));

        assertThat(quiet).isEmpty();
        assertThat(opened).anySatisfy(change -> {
            assertThat(change.story().view()).isEqualTo("slice plan=free");
            assertThat(change.story().subject().up()).isTrue();
            assertThat(change.now().n()).isBetween(60, 180);
            assertThat(change.then().interval().high())
                    .isLessThan(change.now().interval().low());
        });
    }

    @Test
    void changeInAllParts_isOneFindingOfTheWhole_thatListsThem() {
        Traffic free = new Traffic(860, 1, GAP).share(TOPIC, 0.1);
        Traffic paid = new Traffic(860, 1, GAP).share(TOPIC, 0.1);
        Run run = new Run("all parts", LEARN, plans(free, paid));
        List<Change> quiet = opened(run.look(8));
        free.share(TOPIC, 0.35);
        paid.share(TOPIC, 0.35);

        List<Change> opened = opened(run.look(20));

        assertThat(quiet).isEmpty();
        assertThat(opened)
                .filteredOn(one -> one.story().subject().up())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.story().view()).isEqualTo(View.FIRST);
                    // Of the other part too few sessions have come yet.
                    assertThat(change.against().holds()).startsWith(View.FIRST).contains("slice plan=paid");
                });
    }

    /** Two worlds, six days each: parts, a week before and a release every two days, and no drift. */
    @Test
    void quietTraffic_opensNothing_howeverManyComparisonsThereAre() {
        for (int world = 0; world < 2; world++) {
            Traffic traffic = new Traffic(870 + world, 1, WIDE);
            String[] release = {"0"};
            List<Observation> past = new ArrayList<>();
            int[] made = new int[1];
            Run run = new Run("quiet", LEARN, n -> {
                        release[0] = String.valueOf(made[0] / 2_000);
                        made[0] += n;
                        return released(traffic, release, past).apply(n).stream()
                                .map(one -> planned(one, past.size()))
                                .toList();
                    })
                    .with(window -> ofRelease(window, past, release[0]));

            List<Change> opened = opened(run.look(60));

            assertThat(opened).as("world %s", world).isEmpty();
            assertThat(run.state().saved().views())
                    .containsKeys(View.LAST_RELEASE, View.LAST_WEEK, "slice plan=free", "slice plan=paid");
        }
    }

    /** What is compared with the release before ends when there is no release before any more. */
    @Test
    void findingWhoseComparisonIsOver_ends_andSaysSo() {
        Traffic traffic = new Traffic(810, 1, GAP).share(TOPIC, 0.25);
        String[] release = {"1.0"};
        boolean[] over = new boolean[1];
        List<Observation> past = new ArrayList<>();
        Run run = new Run("release", LEARN, released(traffic, release, past))
                .with(window -> over[0] ? List.of() : ofRelease(window, past));
        traffic.share(TOPIC, 0.05);
        run.look(24);
        release[0] = "2.0";
        traffic.share(TOPIC, 0.25);
        List<String> open =
                opened(run.look(20)).stream().map(change -> change.story().id()).toList();
        over[0] = true;

        List<Change> changes = run.look(Detector.MISSES);

        assertThat(open).isNotEmpty();
        assertThat(changes).extracting(change -> change.story().id()).containsExactlyInAnyOrderElementsOf(open);
        assertThat(changes).allMatch(Change::over).allMatch(change -> change.type() == Change.Type.CLOSED);
    }

    @Test
    void otherComparisons_takeTheirPartOfTheBudgetFromTheFirst_onlyWhereTheyAre() {
        Traffic traffic = new Traffic(850, 1, GAP);
        Run alone = new Run("alone", LEARN, traffic::sessions);
        alone.look(2);
        Run sliced = new Run("sliced", LEARN, plans(traffic, traffic));
        sliced.look(2);

        assertThat(alone.state().saved().views()).isEmpty();
        assertThat(sliced.state().saved().views()).containsOnlyKeys("slice plan=free", "slice plan=paid");
        // Each slice has half of a tenth of all; of the nine tenths left, the longest window has a third of 0.7.
        double whole = sliced.state().saved().views().get("slice plan=free") / 0.05;
        assertThat(sliced.state().saved().scales().get(2)).isCloseTo(whole * 0.9 * 0.7 / 3, within(1e-12));
    }

    private static List<View> ofRelease(List<Observation> window, List<Observation> past) {
        return ofRelease(window, past, "2.0");
    }

    private static List<View> ofRelease(List<Observation> window, List<Observation> past, String release) {
        View.Label latest = new View.Label(View.RELEASE, release);
        if (window.stream().filter(latest::of).count() < View.FEWEST) {
            return List.of();
        }
        List<Observation> before = past.stream().filter(one -> !latest.of(one)).toList();
        return List.of(new View(
                View.LAST_RELEASE,
                "in release 1.0",
                View.LAST_RELEASE_BUDGET,
                latest,
                Usual.of(before.subList(Math.max(0, before.size() - 800), before.size()))));
    }

    private static IntFunction<List<Observation>> released(Traffic traffic, String[] release, List<Observation> past) {
        return n -> {
            List<Observation> sessions = traffic.sessions(n).stream()
                    .map(one -> with(one, View.RELEASE, release[0]))
                    .toList();
            past.addAll(sessions);
            return sessions;
        };
    }

    /** Three in ten sessions are of the free plan. */
    private static IntFunction<List<Observation>> plans(Traffic free, Traffic paid) {
        return n -> {
            List<Observation> sessions = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                boolean isFree = i % 10 < 3;
                Observation one = free.sessions(1).get(0);
                Observation other = paid.sessions(1).get(0);
                sessions.add(with(isFree ? one : other, "plan", isFree ? "free" : "paid"));
            }
            return sessions;
        };
    }

    /** The same of one plan; three in ten are free. */
    private static Observation planned(Observation one, int number) {
        Map<String, String> labels = new HashMap<>(one.labels());
        labels.put("plan", Math.floorMod(one.traceId().hashCode() + number, 10) < 3 ? "free" : "paid");
        return new Observation(one.startNano(), one.traceId(), one.vector(), null, null, labels);
    }

    private static Observation with(Observation one, String name, String value) {
        return new Observation(one.startNano(), one.traceId(), one.vector(), null, null, Map.of(name, value));
    }

    private static List<Change> opened(List<Change> changes) {
        return changes.stream()
                .filter(change -> change.type() == Change.Type.OPENED)
                .toList();
    }
}
