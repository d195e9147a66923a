package dev.plumbline.evaluator.calibration;

import dev.plumbline.evaluator.calibration.Confusion.Cell;
import dev.plumbline.evaluator.calibration.Confusion.Pair;
import dev.plumbline.evaluator.calibration.Outcomes.Said;
import dev.plumbline.evaluator.calibration.Source.Kind;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ConfusionTest {

    /** Of 100, 90 are billing; 5 refunds are taken for billing, 5 are found; 3 billings are taken for refunds. */
    private static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String truth = i < 90 ? "billing" : "refund";
            String said = i < 3 || i >= 95 ? "refund" : "billing";
            pairs.add(new Pair("s" + i, 1, said, truth));
        }
        return pairs;
    }

    @Test
    void cells_classes_andAccuracyBesideItsBaseRate() {
        Confusion confusion = Confusion.of(pairs(), Costs.of(""));

        assertThat(confusion.cells())
                .containsExactlyInAnyOrder(
                        new Cell("billing", "billing", 87, 0.87),
                        new Cell("billing", "refund", 5, 0.05),
                        new Cell("refund", "billing", 3, 0.03),
                        new Cell("refund", "refund", 5, 0.05));
        assertThat(confusion.accuracy().estimate()).isCloseTo(0.92, within(1e-12));
        assertThat(confusion.baseRate().estimate()).isCloseTo(0.9, within(1e-12));
        Confusion.OfClass refund = confusion.classes().get(1);
        assertThat(refund.name()).isEqualTo("refund");
        assertThat(refund.recall().estimate()).isCloseTo(0.5, within(1e-12));
        assertThat(refund.precision().estimate()).isCloseTo(5.0 / 8, within(1e-12));
        assertThat(refund.precision().n()).isEqualTo(8);
    }

    @Test
    void cost_weighsMistakes_inItsOwnUnit() {
        Confusion.Cost cost =
                Confusion.of(pairs(), Costs.of("billing>refund:20,*>billing:2")).cost();

        assertThat(cost.mean()).isCloseTo((5 * 20 + 3 * 2) / 100.0, within(1e-9));
        assertThat(cost.low()).isBetween(0.3, 0.9);
        assertThat(cost.high()).isBetween(1.2, 2.8);
        assertThat(Confusion.of(pairs(), Costs.of("")).cost().mean()).isCloseTo(0.08, within(1e-9));
        assertThat(Confusion.of(List.of(), Costs.of("")).cost()).isNull();
    }

    @Test
    void weights_count() {
        List<Pair> pairs = List.of(new Pair("a", 9, "x", "x"), new Pair("b", 1, "x", "y"));

        assertThat(Confusion.of(pairs, Costs.of("")).accuracy().estimate()).isCloseTo(0.9, within(1e-12));
        assertThat(Confusion.of(pairs, Costs.of("x>y:5")).cost().mean()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void costsThatAreNone_areRefusedByTheirWords() {
        assertThat(Costs.of("a:b>c:d:1.5").of("a:b", "c:d")).isEqualTo(1.5);
        for (String bad : List.of("a:1", "a>:1", ">b:1", "a>b", "a>b:-1", "a>b:much", "a>b:NaN")) {
            assertThatThrownBy(() -> Costs.of(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad);
        }
    }

    @Test
    void sources_areAKindAndAName() {
        assertThat(Source.of("attribute:app.confidence", Kind.ATTRIBUTE, Kind.SCORE))
                .isEqualTo(new Source(Kind.ATTRIBUTE, "app.confidence"));
        for (String bad : List.of("truth:x", "attribute:", "x", ":x")) {
            assertThatThrownBy(() -> Source.of(bad, Kind.ATTRIBUTE, Kind.SCORE))
                    .hasMessage("is not attribute:<name> or score:<name>");
        }
        assertThatThrownBy(() -> Source.of(null, Kind.TRUTH)).hasMessage("is not truth:<name>");
    }

    @Test
    void whatIsSaid_isReadOrLeftOut() {
        assertThat(Outcomes.right(new Said(null, "Resolved "))).isTrue();
        assertThat(Outcomes.right(new Said(1.0, "fail"))).isFalse();
        assertThat(Outcomes.right(new Said(0.2, "billing"))).isFalse();
        assertThat(Outcomes.right(new Said(null, "billing"))).isNull();
        assertThat(Outcomes.confidence(new Said(null, "0.75"))).isEqualTo(0.75);
        assertThat(Outcomes.confidence(new Said(0.3, "pass"))).isEqualTo(0.3);
        assertThat(Outcomes.confidence(new Said(null, "75 %"))).isNull();
        assertThat(Outcomes.confidence(new Said(75.0, null))).isNull();
    }
}
