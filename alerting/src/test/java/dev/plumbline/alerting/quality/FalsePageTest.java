package dev.plumbline.alerting.quality;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole rule in simulated weeks: learning, slices that differ by nature, alarm and end. Each week is a feature of its
 * own with 120 scores an hour that come at random.
 */
@Tag("simulation")
class FalsePageTest {
    private static final int WEEK = 7 * 24 * 12;
    private static final double PER_STEP = 10;

    private final QualityRule rule = new QualityRule(new QualityRule.Settings(null, 200, 1e4, 20));

    private static List<Traffic.Plan> plans(double factor) {
        return List.of(
                new Traffic.Plan("free", 0.6, 0.03 * factor),
                new Traffic.Plan("pro", 0.3, 0.05 * factor),
                new Traffic.Plan("team", 0.1, 0.08 * factor));
    }

    @Test
    void healthyWeeks_arePagedInAtMostOneOfAHundred() {
        int weeks = 200;
        int paged = 0;
        for (int week = 0; week < weeks; week++) {
            paged += opened(new Traffic(1000 + week), 1, WEEK, WEEK) < WEEK ? 1 : 0;
        }

        assertThat(paged).as("paged weeks of %d", weeks).isLessThanOrEqualTo(weeks / 100);
    }

    /** From 4.1 % to 14 %, once the reference stands. */
    @Test
    void loss_isFoundInHours() {
        List<Integer> delays = delays(3.5, 250);

        assertThat(delays.get(50)).as("median, in steps").isLessThanOrEqualTo(24);
        assertThat(delays.get(95)).as("95th percentile, in steps").isLessThanOrEqualTo(48);
    }

    /** From 4.1 % to 29 %, three hours after the first score. */
    @Test
    void severeLoss_isFoundSoonThoughLittleIsLearned() {
        List<Integer> delays = delays(7, 40);

        assertThat(delays.get(50)).as("median, in steps").isLessThanOrEqualTo(6);
        assertThat(delays.get(95)).as("95th percentile, in steps").isLessThanOrEqualTo(14);
    }

    private List<Integer> delays(double factor, int lossFrom) {
        List<Integer> delays = new ArrayList<>();
        for (int run = 0; run < 100; run++) {
            delays.add(opened(new Traffic(5000 + run), factor, lossFrom, lossFrom + WEEK) - lossFrom);
        }
        delays.sort(null);
        return delays;
    }

    /** The step in which the rule opens; far away when it does not. */
    private int opened(Traffic traffic, double factor, int lossFrom, int end) {
        RuleState state = RuleState.START;
        for (int step = 0; step < end; step++) {
            QualityRule.Outcome outcome = rule.advance(
                    state, step, traffic.step(traffic.arrivals(PER_STEP), "1", plans(step < lossFrom ? 1 : factor)));
            state = outcome.state();
            if (outcome.change() == QualityRule.Outcome.Change.OPENED) {
                return step;
            }
        }
        return Integer.MAX_VALUE / 2;
    }
}
