package dev.plumbline.alerting.rule;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.detect.Tally;
import dev.plumbline.alerting.rule.QualityRule.Outcome;
import dev.plumbline.alerting.rule.QualityRule.Outcome.Change;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class QualityRuleTest {
    private final QualityRule rule = new QualityRule(new QualityRule.Settings(null, 200, 1e4, 20));
    private final Traffic traffic = new Traffic(42);

    private Map<String, Tally> step(int n, double share, double proShare) {
        return traffic.step(
                n,
                proShare > share ? "2" : "1",
                List.of(new Traffic.Plan("pro", 0.2, proShare), new Traffic.Plan("free", 0.8, share)));
    }

    private RuleState healthy(RuleState state, int from, int steps) {
        RuleState after = state;
        for (int i = 0; i < steps; i++) {
            Outcome outcome = rule.advance(after, from + i, step(30, 0.05, 0.05));
            assertThat(outcome.change()).isNull();
            after = outcome.state();
        }
        return after;
    }

    private RuleState alarmed() {
        RuleState state = healthy(RuleState.START, 0, 40);
        for (int step = 40; step < 60; step++) {
            state = rule.advance(state, step, step(30, 0.05, 0.7)).state();
        }
        assertThat(state.firing()).isTrue();
        return state;
    }

    @Test
    void untilEnoughIsSeen_itLearns() {
        assertThat(healthy(RuleState.START, 0, 6).objective()).isNull();
        assertThat(healthy(RuleState.START, 0, 7).objective()).isBetween(0.05, 0.15);
    }

    @Test
    void worseSlice_opensOnceAndEnds() {
        RuleState state = healthy(RuleState.START, 0, 40);
        List<Outcome> changes = new ArrayList<>();
        for (int step = 40; step < 110; step++) {
            Outcome outcome = rule.advance(state, step, step(30, 0.05, step < 70 ? 0.7 : 0.05));
            state = outcome.state();
            if (outcome.change() != null) {
                changes.add(outcome);
            }
        }

        assertThat(changes).extracting(Outcome::change).containsExactly(Change.OPENED, Change.RESOLVED);
    }

    @Test
    void fewScores_neverAlarm() {
        RuleState state = healthy(RuleState.START, 0, 40);
        for (int step = 60; step < 62; step++) {
            Outcome outcome = rule.advance(state, step, step(9, 1, 1));
            state = outcome.state();
            assertThat(outcome.change()).isNull();
        }
    }

    /** That nobody asks any more says nothing about the answers. */
    @Test
    void silence_endsNoAlarm() {
        RuleState state = alarmed();

        for (int step = 60; step < 120; step++) {
            state = rule.advance(state, step, Map.of()).state();
        }

        assertThat(state.firing()).isTrue();
    }

    @Test
    void sliceWithoutTraffic_endsWhenTheFeatureIsGood() {
        RuleState state = alarmed();

        for (int step = 60; step < 90; step++) {
            state = rule.advance(state, step, traffic.step(30, "1", List.of(new Traffic.Plan("free", 1, 0.02))))
                    .state();
        }

        assertThat(state.firing()).isFalse();
    }

    @Test
    void stateThroughStorage_givesTheSameAlarms() throws Exception {
        ObjectMapper json = new ObjectMapper();
        RuleState inMemory = RuleState.START;
        RuleState stored = RuleState.START;
        for (int step = 0; step < 80; step++) {
            Map<String, Tally> tallies = step(30, 0.05, step > 50 ? 0.6 : 0.05);
            Outcome one = rule.advance(inMemory, step, tallies);
            Outcome other = rule.advance(stored, step, tallies);
            assertThat(other).isEqualTo(one);
            inMemory = one.state();
            stored = json.readValue(json.writeValueAsString(other.state()), RuleState.class);
        }
    }
}
