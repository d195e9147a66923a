package dev.plumbline.alerting.quality;

import dev.plumbline.alerting.alert.Evidence;
import dev.plumbline.alerting.detect.Tally;
import dev.plumbline.alerting.slice.Slice;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictsTest {
    private static final Tally SEVEN_OF_TEN = tally(10, 7);

    private final QualityRule rule = new QualityRule(new QualityRule.Settings(null, 200, 1e4, 20));
    private final Traffic traffic = new Traffic(42);

    private QualityRule.Outcome outcome() {
        RuleState state = RuleState.START;
        for (int step = 0; ; step++) {
            boolean released = step >= 40;
            QualityRule.Outcome outcome = rule.advance(
                    state,
                    step,
                    traffic.step(
                            30,
                            released ? "2" : "1",
                            List.of(
                                    new Traffic.Plan("pro", 0.2, released ? 0.7 : 0.05),
                                    new Traffic.Plan("free", 0.8, 0.05))));
            if (outcome.change() != null) {
                return outcome;
            }
            state = outcome.state();
        }
    }

    private static Tally tally(int n, int bad) {
        Tally tally = Tally.NONE;
        for (int i = 0; i < n; i++) {
            tally = tally.with(i < bad, 1);
        }
        return tally;
    }

    private static Evidence evidence(QualityRule.Outcome outcome, Slice slice) {
        return Verdicts.evidence(
                outcome,
                new Verdicts.Shown(slice, SEVEN_OF_TEN, tally(200, 2)),
                1e4,
                new Verdicts.Context(List.of(), List.of(), Verdicts.period(outcome, 40)));
    }

    @Test
    void namedSliceOfTwoConditions_standsFirstAmongTheSlices_withItsOwnNumbers() {
        Evidence evidence = evidence(outcome(), Slice.of("release=2").and(Slice.of("app.plan=pro")));

        assertThat(evidence.slice()).isEqualTo("app.plan=pro, release=2");
        Evidence.SliceShare first = evidence.slices().get(0);
        assertThat(first.slice()).isEqualTo(evidence.slice());
        assertThat(first.n()).isEqualTo(10);
        assertThat(first.bad()).isEqualTo(7);
        assertThat(first.share()).isEqualTo(evidence.measure().share());
        assertThat(evidence.slices().subList(1, evidence.slices().size()))
                .extracting(Evidence.SliceShare::slice)
                .contains("app.plan=pro", "release=2", "release=1")
                .doesNotHaveDuplicates();
    }

    @Test
    void namedWatchedSlice_standsOnce_andTheOthersFollowByLift() {
        Evidence evidence = evidence(outcome(), Slice.of("app.plan=pro"));

        assertThat(evidence.slices())
                .extracting(Evidence.SliceShare::slice)
                .startsWith("app.plan=pro")
                .doesNotHaveDuplicates();
        assertThat(evidence.slices().subList(1, evidence.slices().size()))
                .extracting(Evidence.SliceShare::lift)
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    @Test
    void whole_isNotAmongItsSlices() {
        assertThat(evidence(outcome(), Slice.WHOLE).slices())
                .extracting(Evidence.SliceShare::slice)
                .doesNotContain("");
    }
}
