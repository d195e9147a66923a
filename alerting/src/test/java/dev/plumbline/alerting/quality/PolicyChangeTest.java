package dev.plumbline.alerting.quality;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Which requests are scored is no part of how good they are: a change of policy alone is never news, a loss still is. */
@Tag("simulation")
class PolicyChangeTest {
    private static final int CHANGE = 300;
    private static final int END = CHANGE + 3 * 288;
    private static final int NEVER = Integer.MAX_VALUE / 2;

    /** 4.6 % of all requests fail; of those that the second policy chooses, 12.8 %. */
    private static final List<SampledTraffic.Stratum> STRATA =
            List.of(new SampledTraffic.Stratum("plain", 80, 0.02, 1), new SampledTraffic.Stratum("risky", 20, 0.15, 1));

    private static final SampledTraffic.Policy ALIKE = new SampledTraffic.Policy(Map.of("plain", 0.1, "risky", 0.1));
    private static final SampledTraffic.Policy BY_RISK = new SampledTraffic.Policy(Map.of("plain", 0.02, "risky", 0.4));

    private final QualityRule rule = new QualityRule(new QualityRule.Settings(null, 200, 1e4, 20));

    private record Story(SampledTraffic.Policy before, SampledTraffic.Policy after, double factor, boolean weighted) {}

    /** The step in which the rule opens, counted from the change; far away when it does not. */
    private int opened(long seed, Story story) {
        SampledTraffic traffic = new SampledTraffic(seed);
        RuleState state = RuleState.START;
        for (int step = 0; step < END; step++) {
            boolean changed = step >= CHANGE;
            QualityRule.Outcome outcome = rule.advance(
                    state,
                    step,
                    traffic.step(
                            STRATA,
                            changed ? story.factor() : 1,
                            changed ? story.after() : story.before(),
                            story.weighted()));
            state = outcome.state();
            if (outcome.change() == QualityRule.Outcome.Change.OPENED) {
                return step - CHANGE;
            }
        }
        return NEVER;
    }

    private List<Integer> openings(Story story, int seeds) {
        List<Integer> openings = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            openings.add(opened(9000 + seed, story));
        }
        openings.sort(null);
        return openings;
    }

    @Test
    void policyThatChoosesTheRisky_neverAlarms() {
        assertThat(openings(new Story(ALIKE, BY_RISK, 1, true), 200)).containsOnly(NEVER);
    }

    @Test
    void policyThatChoosesAllAlikeAgain_neverAlarms() {
        assertThat(openings(new Story(BY_RISK, ALIKE, 1, true), 200)).containsOnly(NEVER);
    }

    /** What a rule without weights makes of it: the reason for them. */
    @Test
    void withoutWeights_theSameChangeWouldAlarm() {
        List<Integer> openings = openings(new Story(ALIKE, BY_RISK, 1, false), 40);

        assertThat(openings.get(20)).isLessThan(END - CHANGE);
    }

    /** From 4.6 % to 13.8 %, while the policy changes. */
    @Test
    void lossUnderTheNewPolicy_isFoundAllTheSame() {
        List<Integer> openings = openings(new Story(ALIKE, BY_RISK, 3, true), 100);

        assertThat(openings.get(50)).as("median, in steps").isLessThanOrEqualTo(48);
        assertThat(openings.get(95)).as("95th percentile, in steps").isLessThanOrEqualTo(144);
    }
}
