package dev.plumbline.drift.detect;

import dev.plumbline.drift.reference.Observation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import static org.assertj.core.api.Assertions.assertThat;

/** Traffic with a topic that comes only at night: what the clock explains is no finding, what it does not is one. */
@Tag("simulation")
class SeasonTest {

    private static final int A_DAY = 1_000;
    private static final int LOOKS_A_DAY = A_DAY / 100;
    private static final long GAP = 24 * 3_600_000_000_000L / A_DAY;
    private static final int NIGHTLY = 5;
    private static final int OTHER = 9;

    /** Two worlds, a week each after the first day, from which it is learned: no false alarm in so short a time. */
    @Test
    void topicThatComesOnlyAtNight_opensNothing() {
        for (int world = 0; world < 2; world++) {
            Run run = new Run("night", A_DAY, nightly(new Traffic(700 + world, 1, GAP), traffic -> {}));

            List<Change> opened = opened(run.look(7 * LOOKS_A_DAY));

            assertThat(opened).as("world %s", world).isEmpty();
            assertThat(run.state().counting().taken()).hasSizeGreaterThan(15);
        }
    }

    /** The same traffic, all of whose times lie in one hour. */
    @Test
    void theSame_wereItsClockNotKnown_wouldOpenFindingsNightByNight() {
        IntFunction<List<Observation>> nightly = nightly(new Traffic(700, 1, GAP), traffic -> {});
        Run run = new Run(
                "no clock",
                A_DAY,
                n -> nightly.apply(n).stream()
                        .map(one -> new Observation(one.startNano() / 1_000, one.traceId(), one.vector()))
                        .toList());

        assertThat(opened(run.look(4 * LOOKS_A_DAY))).hasSizeGreaterThan(3);
    }

    @Test
    void anotherTopicThatGrowsAtNight_isFound() {
        Traffic traffic = new Traffic(720, 1, GAP);
        boolean[] grown = new boolean[1];
        Run run = new Run("grown", A_DAY, nightly(traffic, any -> {
            if (grown[0] && night(any)) {
                any.share(OTHER, 0.3);
            }
        }));
        List<Change> before = opened(run.look(5 * LOOKS_A_DAY));
        grown[0] = true;

        List<Change> after = opened(run.look(3 * LOOKS_A_DAY));

        assertThat(before).isEmpty();
        assertThat(after)
                .anyMatch(change -> change.story().subject().kind() == Kind.SHARE_MOVED
                        && change.story().subject().up());
    }

    /** It falls to what it is on average around the clock: a comparison with all hours together would be blind. */
    @Test
    void nightlyTopicThatStaysAway_isFoundAsFallen() {
        Traffic traffic = new Traffic(740, 1, GAP);
        boolean[] away = new boolean[1];
        Run run = new Run("away", A_DAY, nightly(traffic, any -> {
            if (away[0] && night(any)) {
                any.share(NIGHTLY, 0.15);
            }
        }));
        assertThat(opened(run.look(4 * LOOKS_A_DAY))).isEmpty();
        away[0] = true;

        List<Change> opened = opened(run.look(3 * LOOKS_A_DAY));

        assertThat(opened).anySatisfy(change -> {
            assertThat(change.story().subject().up()).isFalse();
            assertThat(change.shares().hours()).isEqualTo(Change.Hours.SAME);
            assertThat(change.then().value())
                    .as("at the same hours")
                    .isGreaterThan(0.1 + change.shares().usual().value());
            assertThat(change.then().interval().low())
                    .isGreaterThan(change.now().value());
        });
    }

    /** Learned in ten hours by day: nobody can know the night. It is told once, with that reservation, then it is known. */
    @Test
    void firstNightAfterAReferenceOfOneMorning_isToldWithItsReservation_andOnlyOnce() {
        Traffic traffic = new Traffic(760, 1, GAP);
        traffic.sessions(8 * A_DAY / 24);
        Run run = new Run("morning", nightly(traffic, any -> {}));

        List<Change> first = opened(run.look(LOOKS_A_DAY));
        List<Change> later = opened(run.look(6 * LOOKS_A_DAY));

        assertThat(first)
                .isNotEmpty()
                .first()
                .satisfies(change -> assertThat(change.shares().hours()).isEqualTo(Change.Hours.UNSEEN));
        assertThat(later).isEmpty();
    }

    private static boolean night(Traffic traffic) {
        return traffic.hour() >= 22 || traffic.hour() < 6;
    }

    private static IntFunction<List<Observation>> nightly(Traffic traffic, Consumer<Traffic> change) {
        return n -> {
            List<Observation> sessions = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                traffic.share(NIGHTLY, night(traffic) ? 0.4 : 0.002);
                traffic.share(OTHER, 0.05);
                change.accept(traffic);
                sessions.addAll(traffic.sessions(1));
            }
            return sessions;
        };
    }

    private static List<Change> opened(List<Change> changes) {
        return changes.stream()
                .filter(change -> change.type() == Change.Type.OPENED)
                .toList();
    }
}
