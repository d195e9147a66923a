package dev.plumbline.evaluator.judge.pair;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.judge.pair.Outcome.Preference;
import dev.plumbline.evaluator.judge.pair.PairItem.Orders;
import dev.plumbline.evaluator.judge.pair.PairItem.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class OutcomeTest {
    private final List<PairItem> items = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "FIRST, SECOND, A",
        "SECOND, FIRST, B",
        "TIE, TIE, TIE",
        "FIRST, FIRST, INCONSISTENT",
        "SECOND, SECOND, INCONSISTENT",
        "FIRST, TIE, INCONSISTENT",
        "TIE, SECOND, INCONSISTENT",
        "ABSTAIN, SECOND, ABSTAINED",
        "FIRST, ABSTAIN, ABSTAINED"
    })
    void winner_isWhoBothOrdersPrefer(Preference aFirst, Preference bFirst, Outcome outcome) {
        assertThat(Outcome.of(aFirst, bFirst)).isEqualTo(outcome);
    }

    @Test
    void rates_areOfWhatWasDecided_andPositionOfWhatWasAsked() {
        judged(6, Preference.FIRST, Preference.SECOND);
        judged(2, Preference.SECOND, Preference.FIRST);
        judged(3, Preference.FIRST, Preference.FIRST);
        judged(1, Preference.SECOND, Preference.SECOND);
        judged(2, Preference.FIRST, Preference.ABSTAIN);
        item("judged", "tie", null, "nobody was asked");
        item("open", null, null, null);
        item("failed", null, null, "judge unusable");
        item("not_judged", null, null, "budget");

        ComparisonReport report = report();

        assertThat(report.counts()).isEqualTo(new ComparisonReport.Counts(18, 1, 13, 2, 1, 1));
        assertThat(report.results().aWins().n()).isEqualTo(13);
        assertThat(report.results().aWins().estimate()).isCloseTo(6 / 13.0, within(1e-9));
        assertThat(report.results().bWins().estimate()).isCloseTo(2 / 13.0, within(1e-9));
        assertThat(report.results().tie().estimate()).isCloseTo(1 / 13.0, within(1e-9));
        assertThat(report.results().inconsistent().estimate()).isCloseTo(4 / 13.0, within(1e-9));
        assertThat(report.results().preferA().n()).isEqualTo(8);
        // Wilson's interval of 6 of 8
        assertThat(report.results().preferA().low()).isCloseTo(0.409, within(0.001));
        assertThat(report.results().preferA().high()).isCloseTo(0.929, within(0.001));
        assertThat(report.position().biased().n()).isEqualTo(12);
        assertThat(report.position().biased().estimate()).isCloseTo(4 / 12.0, within(1e-9));
        assertThat(report.position().first().estimate()).isCloseTo(3 / 12.0, within(1e-9));
        assertThat(report.reasons()).hasToString("{budget=1, judge unusable=1}");
    }

    @Test
    void nothingDecided_hasNoRate() {
        item("open", null, null, null);

        assertThat(report().results().aWins()).isNull();
        assertThat(report().position().biased()).isNull();
    }

    private ComparisonReport report() {
        return ComparisonReport.of(
                new ComparisonReport.Of(
                        "id",
                        1,
                        new ComparisonReport.Judged("better", 1, "judge:m/1"),
                        new ComparisonReport.Sides("a", "b"),
                        "ann",
                        Instant.EPOCH),
                items);
    }

    private void judged(int times, Preference aFirst, Preference bFirst) {
        for (int i = 0; i < times; i++) {
            item("judged", Outcome.of(aFirst, bFirst).wire(), new Orders(aFirst.wire(), bFirst.wire()), null);
        }
    }

    private void item(String state, String outcome, Orders orders, String reason) {
        RequestRef ref = new RequestRef(1, "t", "s");
        items.add(
                new PairItem(items.size() + 1, new Pair(ref, ref), "s" + items.size(), state, outcome, orders, reason));
    }
}
