package dev.plumbline.alerting.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.detect.Batch;
import dev.plumbline.alerting.detect.Tally;
import dev.plumbline.alerting.quality.QualityRule.Outcome;
import dev.plumbline.alerting.quality.QualityRule.Outcome.Change;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

class QualityRuleTest {
    private final QualityRule rule = new QualityRule(new QualityRule.Settings(null, 200, 1e4, 20));
    private final Traffic traffic = new Traffic(42);

    private Map<String, Batch> step(int n, double share, double proShare) {
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

    private static Map<String, Batch> of(Object... keysAndCounts) {
        Map<String, Batch> tallies = new LinkedHashMap<>();
        for (int i = 0; i < keysAndCounts.length; i += 3) {
            tallies.put((String) keysAndCounts[i], Batch.of((int) keysAndCounts[i + 1], (int) keysAndCounts[i + 2]));
        }
        return tallies;
    }

    private int drawn(int n, double share) {
        int bad = 0;
        for (int i = 0; i < n; i++) {
            bad += traffic.random.nextDouble() < share ? 1 : 0;
        }
        return bad;
    }

    private List<Change> changes(RuleState from, int first, int steps, Supplier<Map<String, Batch>> scores) {
        List<Change> changes = new ArrayList<>();
        RuleState state = from;
        for (int step = first; step < first + steps; step++) {
            Outcome outcome = rule.advance(state, step, scores.get());
            state = outcome.state();
            if (outcome.change() != null) {
                changes.add(outcome.change());
            }
        }
        return changes;
    }

    @Test
    void sliceThatWasHardAllAlong_isNoNews() {
        assertThat(changes(RuleState.START, 0, 2016, () -> {
                    int bad = drawn(5, 0.2);
                    return of("", 50, bad + 1, "app.plan=hard", 5, bad);
                }))
                .isEmpty();
    }

    @Test
    void smallSlice_isFoundThoughTheWholeStaysBelowItsObjective() {
        RuleState state = RuleState.START;
        for (int step = 0; step < 10; step++) {
            state = rule.advance(state, step, of("", 100, 5, "app.plan=company", 5, 0))
                    .state();
        }

        assertThat(changes(state, 10, 12, () -> of("", 100, 4, "app.plan=company", 5, 4)))
                .containsExactly(Change.OPENED);
    }

    /** Three weeks of customers who came later and are harder by nature, at an hourly share that often looks good. */
    @Test
    void sliceThatCameLaterAndIsHard_alarmsOnce() {
        RuleState state = healthy(RuleState.START, 0, 40);

        List<Change> changes = changes(state, 40, 6048, () -> {
            int bad = drawn(3, 0.15);
            return of("", 33, bad + drawn(30, 0.02), "app.plan=new", 3, bad);
        });

        assertThat(changes).containsExactly(Change.OPENED, Change.RESOLVED);
    }

    @Test
    void badRelease_alarmsEachTimeItComes() {
        RuleState state = healthy(RuleState.START, 0, 40);
        List<Change> changes = new ArrayList<>();
        for (int step = 40; step < 140; step++) {
            boolean second = step % 50 < 15;
            Outcome outcome = rule.advance(
                    state, step, second ? of("", 30, 16, "release=2", 30, 16) : of("", 30, 0, "release=1", 30, 0));
            state = outcome.state();
            if (outcome.change() != null) {
                changes.add(outcome.change());
            }
        }

        assertThat(changes).containsExactly(Change.OPENED, Change.RESOLVED, Change.OPENED, Change.RESOLVED);
    }

    /** A stricter judge finds more to fault in the same answers. */
    @Test
    void otherScorer_isMeasuredAnewAndNeverAlarmsByItself() {
        RuleState state = rule.advanceBy(RuleState.START, 0, Map.of("judge/1", step(300, 0.05, 0.05)))
                .state();
        for (int step = 1; step < 40; step++) {
            state = rule.advanceBy(state, step, Map.of("judge/1", step(30, 0.05, 0.05)))
                    .state();
        }
        for (int step = 40; step < 100; step++) {
            Outcome outcome = rule.advanceBy(state, step, Map.of("judge/2", step(30, 0.35, 0.35)));
            assertThat(outcome.change()).isNull();
            assertThat(Optional.ofNullable(outcome.why(state)).isPresent()).isEqualTo(step == 40);
            state = outcome.state();
        }
        assertThat(state.scorer()).isEqualTo("judge/2");
        assertThat(state.objective()).isBetween(0.3, 0.5);
    }

    @Test
    void otherScorer_endsAnAlarmAndSaysWhy() {
        RuleState state = alarmed().by("judge/1");

        Outcome outcome = rule.advanceBy(state, 60, Map.of("judge/2", step(30, 0.7, 0.7)));

        assertThat(outcome.change()).isEqualTo(Change.RESOLVED);
        assertThat(outcome.why(state)).contains("judge/1", "judge/2");
    }

    /** While two versions run side by side, as in a rolling update, only the one that was learned from counts. */
    @Test
    void twoScorersInAStep_areNotMixed() {
        RuleState state = rule.advanceBy(RuleState.START, 0, Map.of("judge/1", of("", 300, 15)))
                .state();

        RuleState after = rule.advanceBy(state, 1, Map.of("judge/1", of("", 10, 0), "judge/2", of("", 90, 90)))
                .state();

        assertThat(after.scorer()).isEqualTo("judge/1");
        assertThat(after.series().get("").recent().tally()).isEqualTo(new Tally(310, 15));
    }

    @Test
    void alarmThatAPersonEnded_comesAgainOnlyByNewEvidence() {
        RuleState released = QualityRule.released(alarmed());
        assertThat(released.firing()).isFalse();

        assertThat(changes(released, 60, 20, () -> step(30, 0.05, 0.05))).isEmpty();
        assertThat(changes(released, 60, 20, () -> step(30, 0.05, 0.9))).containsExactly(Change.OPENED);
    }

    @Test
    void stateThroughStorage_givesTheSameAlarms() throws Exception {
        ObjectMapper json = new ObjectMapper();
        RuleState inMemory = RuleState.START;
        RuleState stored = RuleState.START;
        for (int step = 0; step < 80; step++) {
            Map<String, Batch> tallies = step(30, 0.05, step > 50 ? 0.6 : 0.05);
            Outcome one = rule.advance(inMemory, step, tallies);
            Outcome other = rule.advance(stored, step, tallies);
            assertThat(other).isEqualTo(one);
            inMemory = one.state();
            stored = json.readValue(json.writeValueAsString(other.state()), RuleState.class);
        }
    }
}
