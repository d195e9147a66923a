package dev.plumbline.evaluator.calibration;

import dev.plumbline.evaluator.calibration.SelectiveRisk.LeastCertain;
import dev.plumbline.evaluator.calibration.SelectiveRisk.Point;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CalibrationTest {

    @Test
    void eceAndBrier_areThoseOfAReferenceComputation() {
        // The references were computed apart, in Python, by Guo's definition: bins open below and closed above.
        assertThat(Reliability.ece(reference(true), 15, null)).isCloseTo(0.082470457911, within(1e-6));
        assertThat(Reliability.ece(reference(false), 10, null)).isCloseTo(0.087238161271, within(1e-6));
        assertThat(Errors.brier(reference(true)).estimate()).isCloseTo(0.168217421031, within(1e-6));
    }

    @Test
    void aBin_isClosedAbove() {
        List<Predicted> requests =
                List.of(request(0, 0.3, false), request(1, 0.1 + 0.2, true), request(2, 0, true), request(3, 1, true));

        List<Reliability.Bin> bins = Reliability.bins(requests, 10);

        assertThat(bins.get(2).right().n()).isEqualTo(1);
        assertThat(bins.get(3).right().n()).isEqualTo(1);
        assertThat(bins.get(0).right().n()).isEqualTo(1);
        assertThat(bins.get(9).meanConfidence()).isEqualTo(1);
        assertThat(bins.get(5).right()).isNull();
        assertThat(bins.get(5).meanConfidence()).isNull();
    }

    @Test
    void bins_addUpToTheError() {
        List<Predicted> requests = reference(true);

        double sum = Reliability.bins(requests, 10).stream()
                .filter(bin -> bin.right() != null)
                .mapToDouble(bin -> bin.share() * Math.abs(bin.right().estimate() - bin.meanConfidence()))
                .sum();

        assertThat(sum).isCloseTo(Reliability.ece(requests, 10, null), within(1e-12));
    }

    @Test
    void interval_isWiderWhereSessionsAreAlike_andRepeatable() {
        List<Predicted> apart = new ArrayList<>();
        List<Predicted> together = new ArrayList<>();
        Random random = new Random(3);
        for (int session = 0; session < 60; session++) {
            double confidence = 0.5 + random.nextDouble() / 2;
            boolean right = random.nextDouble() < confidence - 0.2;
            for (int i = 0; i < 10; i++) {
                String trace = session + "/" + i;
                apart.add(new Predicted(trace, trace, 1, confidence, right));
                together.add(new Predicted(trace, "s" + session, 1, confidence, right));
            }
        }

        Errors.Interval one = Errors.ece(apart, 10);
        Errors.Interval other = Errors.ece(together, 10);

        assertThat(one.estimate()).isEqualTo(other.estimate());
        assertThat(other.high() - other.low()).isGreaterThan(1.8 * (one.high() - one.low()));
        assertThat(Errors.ece(together, 10)).isEqualTo(other);
        assertThat(one.low()).isLessThanOrEqualTo(one.estimate());
    }

    @Test
    void confidenceThatIsWorthWhatItSays_hasALowError_andOverconfidenceAHighOne() {
        Random random = new Random(11);
        List<Predicted> honest = new ArrayList<>();
        List<Predicted> boasting = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double confidence = random.nextDouble();
            honest.add(request(i, confidence, random.nextDouble() < confidence));
            boasting.add(request(i, 0.9, random.nextDouble() < 0.6));
        }

        assertThat(Errors.ece(honest, 10).estimate()).isLessThan(0.02);
        assertThat(Errors.ece(boasting, 10).low()).isBetween(0.28, 0.3);
        assertThat(Errors.ece(boasting, 10).high()).isBetween(0.3, 0.32);
    }

    @Test
    void risk_fallsWithCoverage_andEqualConfidencesStayTogether() {
        List<Predicted> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            requests.add(request(i, i / 100.0, i >= 50));
        }

        List<Point> curve = SelectiveRisk.curve(requests);

        assertThat(curve).hasSize(10);
        assertThat(curve.get(0).coverage()).isCloseTo(0.1, within(1e-9));
        assertThat(curve.get(4).risk().estimate()).isZero();
        assertThat(curve.get(9).coverage()).isEqualTo(1);
        assertThat(curve.get(9).risk().estimate()).isEqualTo(0.5);
        assertThat(SelectiveRisk.curve(List.of(request(1, 0.4, true), request(2, 0.4, false))))
                .singleElement()
                .satisfies(point -> assertThat(point.coverage()).isEqualTo(1));
    }

    @Test
    void leastCertain_sayHowManyErrorsTheyCatch_againstALookAtRandom() {
        // given: of the 5 least certain of 100, 4 are wrong, of the others 4 more
        List<Predicted> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            requests.add(request(i, (i + 1) / 100.0, i >= 4 && i % 25 != 10));
        }

        LeastCertain least = SelectiveRisk.leastCertain(requests, 0.05);

        assertThat(least.confidence()).isEqualTo(0.05);
        assertThat(least.share()).isCloseTo(0.05, within(1e-9));
        assertThat(least.wrong().estimate()).isCloseTo(0.8, within(1e-9));
        assertThat(least.capture().estimate()).isCloseTo(0.5, within(1e-9));
        assertThat(least.lift()).isCloseTo(10, within(1e-6));
        assertThat(least.traces()).hasSize(5).contains("t0", "t4");
    }

    @Test
    void ofNothing_nothingIsSaid() {
        Calibration none = Calibration.of(List.of(), 3, 10, 0.05);

        assertThat(none.ece()).isNull();
        assertThat(none.brier()).isNull();
        assertThat(none.leastCertain()).isNull();
        assertThat(none.selectiveRisk()).isEmpty();
        assertThat(none.unusable()).isEqualTo(3);
    }

    private static Predicted request(int number, double confidence, boolean right) {
        return new Predicted("t" + number, "s" + number, 1, confidence, right);
    }

    /** 500 requests of a linear congruential generator (Knuth's MMIX), overconfident. */
    private static List<Predicted> reference(boolean weighted) {
        List<Predicted> requests = new ArrayList<>();
        long state = 42;
        for (int i = 0; i < 500; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            double confidence = (state >>> 11) / (double) (1L << 53);
            state = state * 6364136223846793005L + 1442695040888963407L;
            double luck = (state >>> 11) / (double) (1L << 53);
            requests.add(new Predicted(
                    "t" + i, "s" + i, weighted ? 1 + i % 3 * 2.5 : 1, confidence, luck < Math.pow(confidence, 1.5)));
        }
        return requests;
    }
}
