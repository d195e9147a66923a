package dev.plumbline.evaluator.estimate;

import dev.plumbline.evaluator.estimate.Proportion.Rate;
import org.junit.jupiter.api.Test;

import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CorrectionTest {
    /** 17 % of very many. */
    private static final Rate FLAGGED = new Rate(0.17, 0.1699, 0.1701, 1_000_000, 1_000_000);

    @Test
    void predictionPowered_countsWhatLabelsSayOfEachVerdict() {
        Rate rate = Objects.requireNonNull(
                Correction.predictionPowered(FLAGGED, Agreement.of(AgreementTest.cells(47, 53, 2, 98, 1))));

        assertThat(rate.estimate()).isCloseTo(0.17 * 0.47 + 0.83 * 0.02, within(1e-12));
        assertThat(rate.low()).isLessThan(0.09);
        assertThat(rate.high()).isGreaterThan(0.12);
        assertThat(rate.high() - rate.estimate())
                .as("few failures: more room above")
                .isGreaterThan(rate.estimate() - rate.low());
        assertThat(rate.n()).isEqualTo(200);
    }

    @Test
    void predictionPowered_ofAScorerThatIsAlwaysRight_isItsRate() {
        Rate rate = Objects.requireNonNull(
                Correction.predictionPowered(FLAGGED, Agreement.of(AgreementTest.cells(5000, 0, 0, 5000, 1))));

        assertThat(rate.estimate()).isCloseTo(0.17, within(1e-12));
        assertThat(rate.high() - rate.low()).isLessThan(0.002);
    }

    @Test
    void roganGladen_isItsFormula() {
        Rate rate = Objects.requireNonNull(
                Correction.roganGladen(FLAGGED, Agreement.of(AgreementTest.cells(80, 90, 20, 810, 1))));

        assertThat(rate.estimate()).isCloseTo((0.17 + 0.9 - 1) / 0.7, within(1e-12));
        assertThat(rate.low()).isBetween(0.05, 0.1);
        assertThat(rate.high()).isBetween(0.1, 0.16);
    }

    @Test
    void roganGladen_refusesAScorerThatMayBeGuessing() {
        assertThat(Correction.roganGladen(FLAGGED, Agreement.of(AgreementTest.cells(5, 40, 5, 50, 1))))
                .isNull();
        assertThat(Correction.roganGladen(FLAGGED, Agreement.of(AgreementTest.cells(0, 9, 0, 81, 1))))
                .isNull();
    }

    @Test
    void aVerdictWithoutLabels_givesNoCorrection() {
        assertThat(Correction.predictionPowered(FLAGGED, Agreement.of(AgreementTest.cells(9, 9, 0, 0, 1))))
                .isNull();
    }
}
