package dev.plumbline.alerting.rule;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.rule.QualityRule.Outcome;
import dev.plumbline.alerting.rule.QualityRule.Outcome.Change;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class QualityRuleTest {
    private final QualityRule rule = new QualityRule(new QualityRule.Settings(null, 200, 1e4, 20));
    private final Random random = new Random(42);

    private List<StepSignal> step(int n, double share, double proShare) {
        List<StepSignal> signals = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean pro = i % 5 == 0;
            signals.add(new StepSignal(
                    random.nextDouble() < (pro ? proShare : share),
                    Map.of("app.plan", pro ? "pro" : "free", "release", proShare > share ? "2" : "1")));
        }
        return signals;
    }

    private Outcome healthy(RuleState state, int from, int steps) {
        Outcome outcome = new Outcome(state, null, "");
        for (int i = 0; i < steps; i++) {
            outcome = rule.advance(outcome.state(), from + i, step(30, 0.05, 0.05));
            assertThat(outcome.change()).isNull();
        }
        return outcome;
    }

    @Test
    void untilEnoughIsSeen_itLearns() {
        assertThat(healthy(RuleState.START, 0, 6).state().objective()).isNull();
        assertThat(healthy(RuleState.START, 0, 7).state().objective()).isBetween(0.05, 0.15);
    }

    @Test
    void worseSlice_opensOnceIsNamedAndEnds() {
        RuleState state = healthy(RuleState.START, 0, 40).state();
        List<Outcome> changes = new ArrayList<>();
        for (int step = 40; step < 70; step++) {
            Outcome outcome = rule.advance(state, step, step(30, 0.05, 0.7));
            state = outcome.state();
            if (outcome.change() != null) {
                changes.add(outcome);
            }
        }
        for (int step = 70; step < 110; step++) {
            Outcome outcome = rule.advance(state, step, step(30, 0.05, 0.05));
            state = outcome.state();
            if (outcome.change() != null) {
                changes.add(outcome);
            }
        }

        assertThat(changes).extracting(Outcome::change).containsExactly(Change.OPENED, Change.RESOLVED);
        assertThat(changes.get(0).slice()).isEqualTo("app.plan=pro");
    }

    @Test
    void fewScores_neverAlarm() {
        RuleState state = healthy(RuleState.START, 0, 40).state();
        for (int step = 60; step < 62; step++) {
            Outcome outcome = rule.advance(state, step, step(9, 1, 1));
            state = outcome.state();
            assertThat(outcome.change()).isNull();
        }
    }

    @Test
    void stateThroughStorage_givesTheSameAlarms() throws Exception {
        ObjectMapper json = new ObjectMapper();
        RuleState inMemory = RuleState.START;
        RuleState stored = RuleState.START;
        for (int step = 0; step < 80; step++) {
            List<StepSignal> signals = step(30, 0.05, step > 50 ? 0.6 : 0.05);
            Outcome one = rule.advance(inMemory, step, signals);
            Outcome other = rule.advance(stored, step, signals);
            assertThat(other).isEqualTo(one);
            inMemory = one.state();
            stored = json.readValue(json.writeValueAsString(other.state()), RuleState.class);
        }
    }

    @Test
    void endlessSlices_areCapped() {
        RuleState state = RuleState.START;
        for (int step = 0; step < 30; step++) {
            List<StepSignal> signals = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                signals.add(new StepSignal(false, Map.of("user", "u" + step + "-" + i)));
            }
            state = rule.advance(state, step, signals).state();
        }

        assertThat(state.series()).hasSizeLessThanOrEqualTo(QualityRule.MOST_SERIES);
    }
}
