package dev.plumbline.evaluator.clusters;

import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.sampling.Sampler;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.evaluator.sampling.SamplingPolicy;
import dev.plumbline.evaluator.sampling.Subject;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SecondPhaseTest {
    private static final SamplingDecision DRAWN = new SamplingDecision(true, 0.1, "rate", 7);
    private static final SamplingDecision PASSED = new SamplingDecision(false, 0.1, "none", 7);
    private static final SamplingDecision ERROR = new SamplingDecision(true, 1, "rule:error", 7, 0.1);
    private static final double EITHER = 1 - 0.9 * 0.5;

    @Test
    void passedOverByBoth_hasTheProductOfBothChances() {
        SecondPhase yes = new SecondPhase(0.5, 0.49, null);
        SecondPhase no = new SecondPhase(0.5, 0.5, null);

        assertThat(yes.after(DRAWN)).isEqualTo(new SamplingDecision(true, EITHER, "rate", 7, 0.1));
        assertThat(no.after(DRAWN)).isEqualTo(new SamplingDecision(true, EITHER, "rate", 7, 0.1));
        assertThat(yes.after(PASSED)).isEqualTo(new SamplingDecision(true, EITHER, "cluster", 7, 0.1));
        assertThat(no.after(PASSED)).isEqualTo(new SamplingDecision(false, EITHER, "none", 7, 0.1));
        assertThat(yes.after(SamplingDecision.all(7))).isEqualTo(SamplingDecision.all(7));
    }

    @Test
    void whatARuleChose_isInTheEstimateWhenItIsDrawn_andOutsideWhenNot() {
        assertThat(new SecondPhase(0.5, 0.49, null).after(ERROR))
                .isEqualTo(new SamplingDecision(true, EITHER, "cluster", 7, 0.1));
        assertThat(new SecondPhase(0.5, 0.5, "rule:new cluster").after(ERROR)).isEqualTo(ERROR);
        assertThat(new SecondPhase(0.5, 0.5, "rule:new cluster").after(PASSED))
                .isEqualTo(new SamplingDecision(true, 1, "rule:new cluster", 7, 0.1));
    }

    @Test
    void rate_fillsTheFloor_andIsNoneWhereTheCommonRateDoes() {
        assertThat(SecondPhase.rate(20, 10, 0.1)).isEqualTo(1);
        assertThat(SecondPhase.rate(20, 50, 0.1)).isEqualTo(0.4);
        assertThat(SecondPhase.rate(20, 200, 0.1)).isZero();
        assertThat(SecondPhase.rate(20, 20_000, 0.1)).isZero();
    }

    @Test
    void told_neverWeighsAScoreOfPhaseOneOtherThanPhaseOneDid() {
        SamplingDecision first = new SecondPhase(0.5, 0.9, null).after(DRAWN);
        SamplingDecision second = new SecondPhase(0.5, 0.1, null).after(PASSED);

        assertThat(first.told()).isEqualTo(DRAWN);
        assertThat(second.told().reason()).isEqualTo("rule:cluster");
        assertThat(ERROR.told()).isEqualTo(ERROR);
    }

    /**
     * 1,000 sessions, 3 % of them of a rare cluster with a rate of its own that fails more, errors always judged, and a
     * third of the rare ones never assigned: the mean of the estimates over 1,000 draws of both phases is the truth.
     */
    @Test
    void estimateFromBothPhases_isUnbiased() {
        int sessions = 1_000;
        int draws = 1_000;
        double sum = 0;
        double weights = 0;
        double truth = 0;
        for (int i = 0; i < sessions; i++) {
            truth += fails(i) ? 1 : 0;
        }
        for (int seed = 0; seed < draws; seed++) {
            Sampler sampler = new Sampler(new SamplingPolicy(1, "salt-" + seed, 0.1, Map.of(), true));
            for (int i = 0; i < sessions; i++) {
                SamplingDecision decision = decide(sampler, i);
                boolean counted = decision.chosen() && !decision.reason().startsWith(SamplingDecision.RULE);
                sum += counted && fails(i) ? 1 / decision.probability() : 0;
                weights += counted ? 1 / decision.probability() : 0;
            }
        }

        // Three standard errors are 0.9 % of the weights and 2.5 % of the failures.
        assertThat(weights / draws).isCloseTo(sessions, within(0.015 * sessions));
        assertThat(sum / draws).isCloseTo(truth, within(0.03 * truth));
    }

    private static SamplingDecision decide(Sampler sampler, int session) {
        SamplingDecision first = sampler.decide(new Subject(
                "trace-" + session,
                new Origin("feature", null, null, "session-" + session, null),
                fails(session) && session % 2 == 0 ? SpanStatus.ERROR : SpanStatus.OK,
                Map.of()));
        boolean assigned = session % 3 != 0;
        double rate = isRare(session) ? 0.6 : 0;
        return assigned ? new SecondPhase(rate, sampler.draw("cluster|session-" + session), null).after(first) : first;
    }

    private static boolean isRare(int session) {
        return session < 30;
    }

    private static boolean fails(int session) {
        return isRare(session) ? session % 4 != 0 : session % 25 == 0;
    }
}
