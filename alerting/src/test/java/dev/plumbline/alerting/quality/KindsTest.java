package dev.plumbline.alerting.quality;

import dev.plumbline.alerting.detect.Batch;
import dev.plumbline.alerting.detect.Tally;
import dev.plumbline.alerting.quality.QualityRule.Outcome;
import dev.plumbline.alerting.quality.QualityRule.Outcome.Change;
import dev.plumbline.alerting.quality.QualityRule.Reach;
import dev.plumbline.alerting.quality.QualityRule.Settings;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

import static org.assertj.core.api.Assertions.assertThat;

/** The forms of a rule beside a learned or given objective: held, compared with days before, and of a budget. */
class KindsTest {
    private static final int DAY = 288;
    private static final int PER_STEP = 10;

    /** What a walk through some steps brought. */
    private record Run(RuleState state, List<Integer> opened, List<Integer> resolved) {}

    private static Run run(
            Settings settings, RuleState from, int first, int steps, IntToDoubleFunction share, long seed) {
        Random random = new Random(seed);
        RuleState state = from;
        List<Integer> opened = new ArrayList<>();
        List<Integer> resolved = new ArrayList<>();
        for (int step = first; step < first + steps; step++) {
            int bad = 0;
            for (int i = 0; i < PER_STEP; i++) {
                bad += random.nextDouble() < share.applyAsDouble(step) ? 1 : 0;
            }
            Outcome outcome = new QualityRule(settings)
                    .advanceBy(state, step, Map.of("judge/1", Map.of(RuleState.WHOLE, Batch.of(PER_STEP, bad))));
            state = outcome.state();
            if (outcome.change() == Change.OPENED) {
                opened.add(step);
            }
            if (outcome.change() == Change.RESOLVED) {
                resolved.add(step);
            }
        }
        return new Run(state, opened, resolved);
    }

    private static Settings reference(double drop) {
        return new Settings(null, 200, 1e4, 20, new Reach(Set.of(), 0, 12, new Reference(7, drop), "week/1"));
    }

    private static Settings burn(double objective) {
        return new Settings(objective, 200, 1e4, 20, new Reach(Set.of(), 0, 3 * DAY, null, "budget/1"));
    }

    @Test
    void dropAgainstTheDaysBefore_opens_andTheDaysBeforeAreNotThePresent() {
        Run healthy = run(reference(0), RuleState.START, 0, 4 * DAY, step -> 0.05, 1);
        assertThat(healthy.opened()).isEmpty();
        assertThat(healthy.state().objective()).isBetween(0.05, 0.08);

        Run worse = run(reference(0), healthy.state(), 4 * DAY, 60, step -> 0.2, 2);

        assertThat(worse.opened()).hasSize(1);
        assertThat(worse.state().objective()).isBetween(0.05, 0.08);
    }

    @Test
    void reference_isOfWholeDaysBefore_andOfNoMoreThanItsWindow() {
        Reference reference = new Reference(2, 0);
        Map<String, List<Reference.Day>> days = Map.of();
        for (long day = 0; day < 4; day++) {
            days = reference.with(day * DAY + 7, days, Map.of(RuleState.WHOLE, Batch.of(10, day)));
            days = reference.with(day * DAY + 8, days, Map.of(RuleState.WHOLE, Batch.of(10, day)));
        }

        assertThat(reference.before(3 * DAY + 8, days.get(RuleState.WHOLE))).isEqualTo(new Tally(40, 6));
        assertThat(reference.before(4 * DAY, days.get(RuleState.WHOLE))).isEqualTo(new Tally(40, 10));
        assertThat(reference.before(9 * DAY, days.get(RuleState.WHOLE))).isEqualTo(Tally.NONE);
    }

    /** A reference that took in what it judges would call everything usual after a while. */
    @Test
    void lossThatLasts_neverBecomesTheReference() {
        Run healthy = run(reference(0), RuleState.START, 0, 3 * DAY, step -> 0.05, 3);

        Run worse = run(reference(0), healthy.state(), 3 * DAY, 4 * DAY, step -> 0.25, 4);

        assertThat(worse.opened()).hasSize(1);
        assertThat(worse.resolved()).isEmpty();
        assertThat(worse.state().firing()).isTrue();
    }

    @Test
    void lossWithinTheDropThatIsFine_opensNothing() {
        Run healthy = run(reference(0.2), RuleState.START, 0, 3 * DAY, step -> 0.05, 5);

        assertThat(run(reference(0.2), healthy.state(), 3 * DAY, DAY, step -> 0.2, 6)
                        .opened())
                .isEmpty();
        assertThat(run(reference(0.2), healthy.state(), 3 * DAY, DAY, step -> 0.5, 6)
                        .opened())
                .hasSize(1);
    }

    @Test
    void otherScorer_hasNoReferenceYet() {
        RuleState state =
                run(reference(0), RuleState.START, 0, 3 * DAY, step -> 0.05, 7).state();

        Outcome outcome = new QualityRule(reference(0))
                .advanceBy(state, 3 * DAY, Map.of("judge/2", Map.of(RuleState.WHOLE, Batch.of(10, 9))));

        assertThat(outcome.state().objective()).isNull();
        assertThat(outcome.state().progress().days().get(RuleState.WHOLE)).hasSize(1);
    }

    /** A hundred healthy features of two weeks each; by the threshold one in seventeen may open by chance, if not fewer. */
    @Test
    void healthyWeeks_openHardlyAny() {
        int referenced = 0;
        int burnt = 0;
        for (int run = 0; run < 100; run++) {
            referenced += run(reference(0), RuleState.START, 0, 14 * DAY, step -> 0.05, 100 + run)
                            .opened()
                            .isEmpty()
                    ? 0
                    : 1;
            burnt += run(burn(0.05), RuleState.START, 0, 14 * DAY, step -> 0.05, 500 + run)
                            .opened()
                            .isEmpty()
                    ? 0
                    : 1;
        }
        assertThat(referenced)
                .as("features with a false alarm against a reference")
                .isLessThanOrEqualTo(6);
        assertThat(burnt).as("features with a false alarm of the budget").isLessThanOrEqualTo(6);
    }

    /** A loss too small to page anybody soon, but one that uses the budget up one and a half times as fast as it may. */
    @Test
    void slowBurn_opensInDays_andAShortBurstDoesNot() {
        assertThat(run(burn(0.05), RuleState.START, 0, 7 * DAY, step -> 0.075, 8)
                        .opened())
                .hasSize(1);

        RuleState healthy =
                run(burn(0.05), RuleState.START, 0, 3 * DAY, step -> 0.02, 9).state();
        assertThat(run(burn(0.05), healthy, 3 * DAY, 2 * DAY, step -> step < 3 * DAY + 6 ? 0.8 : 0.02, 10)
                        .opened())
                .isEmpty();
    }

    @Test
    void held_opensOnlyWhenItLasts() {
        Settings atOnce = new Settings(0.05, 200, 1e4, 20);
        Settings held = new Settings(0.05, 200, 1e4, 20, new Reach(null, 24, 12, null, ""));
        RuleState before = run(held, RuleState.START, 0, 100, step -> 0.02, 11).state();

        Run soon = run(atOnce, before, 100, 60, step -> 0.6, 12);
        Run later = run(held, before, 100, 60, step -> 0.6, 12);
        Run never = run(held, before, 100, 60, step -> step < 103 ? 0.6 : 0, 12);

        assertThat(later.opened()).containsExactly(soon.opened().get(0) + 24);
        assertThat(run(atOnce, before, 100, 60, step -> step < 103 ? 0.6 : 0, 12)
                        .opened())
                .hasSize(1);
        assertThat(never.opened()).isEmpty();
        assertThat(never.resolved()).isEmpty();
    }

    @Test
    void otherVersionOfTheRule_beginsWithoutEvidence_andEndsWhatWasOpen() {
        Settings first = new Settings(0.05, 200, 1e4, 20, new Reach(null, 0, 12, null, "mine/1"));
        Settings second = new Settings(0.5, 200, 1e4, 20, new Reach(null, 0, 12, null, "mine/2"));
        RuleState firing = run(first, RuleState.START, 0, 30, step -> 0.4, 13).state();
        assertThat(firing.firing()).isTrue();

        Outcome outcome = new QualityRule(second)
                .advanceBy(firing, 30, Map.of("judge/1", Map.of(RuleState.WHOLE, Batch.of(10, 4))));

        assertThat(outcome.change()).isEqualTo(Change.RESOLVED);
        assertThat(outcome.why(firing)).contains("changed");
        assertThat(run(second, outcome.state(), 31, 30, step -> 0.4, 14).opened())
                .isEmpty();
    }

    /** However bad it was before and during the pause. */
    @Test
    void paused_opensNothingAfterwardsButByNewEvidence() {
        Settings settings = new Settings(0.05, 200, 1e4, 20);
        RuleState suspected =
                run(settings, RuleState.START, 0, 5, step -> 0.5, 15).state();

        RuleState resumed = QualityRule.paused(suspected);

        assertThat(resumed.firing()).isFalse();
        assertThat(suspected.series().get(RuleState.WHOLE).detector().value()).isGreaterThan(100);
        assertThat(resumed.series().get(RuleState.WHOLE).detector().value()).isEqualTo(1);
        assertThat(run(settings, resumed, 200, 100, step -> 0.03, 16).opened()).isEmpty();
        assertThat(run(settings, resumed, 200, 100, step -> 0.5, 16).opened()).hasSize(1);
    }

    @Test
    void attributesThatAreNotAskedFor_areNotWatched() {
        Settings settings = new Settings(0.05, 200, 1e4, 20, new Reach(Set.of("app.plan"), 0, 12, null, ""));

        RuleState state = new QualityRule(settings)
                .advanceBy(
                        RuleState.START,
                        0,
                        Map.of(
                                "judge/1",
                                Map.of(
                                        "", Batch.of(10, 1),
                                        "app.plan=pro", Batch.of(5, 1),
                                        "release=2", Batch.of(5, 0))))
                .state();

        assertThat(state.series()).containsOnlyKeys("", "app.plan=pro");
    }
}
