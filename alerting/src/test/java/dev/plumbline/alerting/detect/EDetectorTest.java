package dev.plumbline.alerting.detect;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class EDetectorTest {
    private static final double OBJECTIVE = 0.05;
    private static final double THRESHOLD = 1e4;
    private static final int WEEK = 7 * 24 * 12;

    /** Steps until the alarm; the last step when there is none. */
    private static int alarmAfter(Random random, double share, int perStep, int steps) {
        EDetector detector = EDetector.START;
        for (int step = 1; step <= steps; step++) {
            int bad = 0;
            for (int i = 0; i < perStep; i++) {
                bad += random.nextDouble() < share ? 1 : 0;
            }
            detector = detector.step(OBJECTIVE, Batch.of(perStep, bad));
            if (detector.value() >= THRESHOLD) {
                return step;
            }
        }
        return steps + 1;
    }

    /** At the objective itself the bound promises on average at least 10,000 steps to an alarm, about five weeks. */
    @Test
    void seriesAtItsObjective_alarmsNoMoreOftenThanStated() {
        Random random = new Random(20260101);
        int weeks = 300;
        int alarms = 0;
        for (int week = 0; week < weeks; week++) {
            alarms += alarmAfter(random, OBJECTIVE, 10, WEEK) <= WEEK ? 1 : 0;
        }

        assertThat(alarms / (double) weeks).isLessThan(WEEK / THRESHOLD);
    }

    @Test
    void healthySeries_isLeftInPeace() {
        Random random = new Random(7);
        int alarms = 0;
        for (int week = 0; week < 200; week++) {
            alarms += alarmAfter(random, 0.04, 10, WEEK) <= WEEK ? 1 : 0;
        }

        assertThat(alarms).isLessThanOrEqualTo(2);
    }

    @Test
    void badSeries_isFoundWithinTwoAndAHalfHoursAtTenScoresAStep() {
        Random random = new Random(11);
        List<Integer> delays = new ArrayList<>();
        for (int run = 0; run < 200; run++) {
            delays.add(alarmAfter(random, 0.15, 10, WEEK));
        }
        delays.sort(null);

        assertThat(delays.get(190)).as("95th percentile, in steps").isLessThanOrEqualTo(30);
        assertThat(delays.get(100)).as("median, in steps").isLessThanOrEqualTo(17);
    }

    @Test
    void healthyPast_doesNotDelayTheAlarm() {
        EDetector rested = EDetector.START;
        for (int step = 0; step < WEEK; step++) {
            rested = rested.step(OBJECTIVE, Batch.of(10, 0));
        }

        assertThat(rested).isEqualTo(EDetector.START);
    }

    @Test
    void value_staysFiniteWhateverComes() {
        EDetector detector = EDetector.START;
        for (int step = 0; step < 1000; step++) {
            detector = detector.step(0.02, Batch.of(1000, 1000));
        }

        assertThat(detector.value()).isFinite().isGreaterThan(THRESHOLD);
    }

    @Test
    void wilson_isTheTextbookInterval() {
        Wilson wilson = Wilson.of(10, 100);

        assertThat(wilson.estimate()).isEqualTo(0.1);
        assertThat(wilson.low()).isCloseTo(0.0552, within(0.0001));
        assertThat(wilson.high()).isCloseTo(0.1744, within(0.0001));
        assertThat(Wilson.of(0, 0)).isEqualTo(new Wilson(0, 0, 1));
    }
}
