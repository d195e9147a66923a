package dev.plumbline.evaluator.estimate;

import dev.plumbline.evaluator.estimate.Proportion.Rate;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AgreementTest {

    @Test
    void kappa_isThatOfTheTextbook() {
        // given: 20, 5, 10 and 15 of 50: observed 0.7, by chance 0.5
        Agreement agreement = Agreement.of(cells(20, 5, 10, 15, 1));

        Rate kappa = Objects.requireNonNull(agreement.kappa());
        assertThat(kappa.estimate()).isCloseTo(0.4, within(1e-12));
        // Fleiss, Cohen and Everitt's (1969) standard error of it is 0.1270; half a request in each cell widens it
        // little
        assertThat((kappa.high() - kappa.low()) / 2 / Proportion.Z).isCloseTo(0.1270, within(0.006));
    }

    @Test
    void sensitivityAndSpecificity_areOfTheLabels_precisionOfTheVerdicts() {
        Agreement agreement = Agreement.of(cells(8, 9, 2, 81, 1));

        assertThat(estimate(agreement.sensitivity())).isCloseTo(0.8, within(1e-12));
        assertThat(estimate(agreement.specificity())).isCloseTo(0.9, within(1e-12));
        assertThat(estimate(agreement.failGivenFail())).isCloseTo(8.0 / 17, within(1e-12));
        assertThat(estimate(agreement.failGivenPass())).isCloseTo(2.0 / 83, within(1e-12));
        assertThat(agreement.youden()).isCloseTo(0.7, within(1e-12));
        assertThat(agreement.counts()).isEqualTo(new Agreement.Counts(8, 9, 2, 81));
    }

    @Test
    void weights_undoADrawThatPrefersFailures() {
        // given: of 1000 requests all 170 that were flagged are labelled, and every tenth of the others
        List<Labelled> drawn = new ArrayList<>(cells(80, 90, 0, 0, 1));
        drawn.addAll(cells(0, 0, 2, 81, 10));

        Agreement agreement = Agreement.of(drawn);

        assertThat(estimate(agreement.sensitivity())).isCloseTo(0.8, within(1e-12));
        assertThat(estimate(agreement.specificity())).isCloseTo(0.9, within(1e-12));
        assertThat(estimate(agreement.kappa()))
                .isCloseTo(estimate(Agreement.of(cells(80, 90, 20, 810, 1)).kappa()), within(1e-12));
    }

    @Test
    void whereAllAgree_theIntervalDoesNotVanish() {
        Rate kappa = Objects.requireNonNull(Agreement.of(cells(5, 0, 0, 15, 1)).kappa());

        assertThat(kappa.estimate()).isEqualTo(1);
        assertThat(kappa.low()).isBetween(0.5, 0.9);
    }

    @Test
    void oneKindOfLabelOnly_givesNoKappa() {
        Agreement agreement = Agreement.of(cells(0, 3, 0, 17, 1));

        assertThat(agreement.kappa()).isNull();
        assertThat(agreement.sensitivity()).isNull();
        assertThat(agreement.youden()).isNull();
        assertThat(Agreement.of(List.of()).counts().n()).isZero();
    }

    @Test
    void requestsOfOneSession_countLessThanTheirNumber() {
        List<Labelled> apart = cells(20, 5, 10, 15, 1);
        List<Labelled> together = new ArrayList<>();
        for (int i = 0; i < apart.size(); i++) {
            Labelled one = apart.get(i);
            together.add(new Labelled("s" + i / 5, 1, one.verdictFail(), one.labelFail()));
        }

        assertThat(width(Agreement.of(together).kappa()))
                .isGreaterThan(1.5 * width(Agreement.of(apart).kappa()));
    }

    static List<Labelled> cells(int failFail, int failPass, int passFail, int passPass, double weight) {
        List<Labelled> labelled = new ArrayList<>();
        int[] counts = {failFail, failPass, passFail, passPass};
        for (int cell = 0; cell < 4; cell++) {
            for (int i = 0; i < counts[cell]; i++) {
                labelled.add(new Labelled(cell + "/" + weight + "/" + i, weight, cell < 2, cell % 2 == 0));
            }
        }
        return labelled;
    }

    private static double estimate(Rate rate) {
        return Objects.requireNonNull(rate).estimate();
    }

    private static double width(Rate rate) {
        return Objects.requireNonNull(rate).high() - rate.low();
    }
}
