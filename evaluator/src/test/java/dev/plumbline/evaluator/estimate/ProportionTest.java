package dev.plumbline.evaluator.estimate;

import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.estimate.Proportion.Squares;
import dev.plumbline.evaluator.estimate.Proportion.Sums;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ProportionTest {

    @Test
    void equalWeights_oneRequestPerSession_isWilsonsInterval() {
        // given: 10 of 100; Wilson's interval as in R's prop.test(10, 100, correct = FALSE)
        Rate rate = rate(sessions(100, 1, 10, 1));

        assertThat(rate.estimate()).isEqualTo(0.1);
        assertThat(rate.low()).isCloseTo(0.05522914, within(0.0003));
        assertThat(rate.high()).isCloseTo(0.17436566, within(0.0003));
        assertThat(rate.n()).isEqualTo(100);
        assertThat(rate.effectiveN()).isCloseTo(99, within(1.01));
    }

    @Test
    void noFailure_hasAnUpperBound() {
        // Wilson, 0 of 100: high = z^2 / (n + z^2)
        Rate rate = rate(sessions(100, 1, 0, 1));

        assertThat(rate.estimate()).isZero();
        assertThat(rate.low()).isCloseTo(0, within(1e-12));
        assertThat(rate.high()).isCloseTo(0.03699, within(0.0001));
    }

    @Test
    void weights_moveTheEstimate_andCostPrecision() {
        // given: 50 requests of weight 1 that all pass, 50 of weight 10 of which half fail
        List<double[]> clusters = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clusters.add(new double[] {0, 1, 1});
            clusters.add(new double[] {i % 2 * 10, 10, 100});
        }

        Rate rate = rate(sums(clusters, 100));

        assertThat(rate.estimate()).isCloseTo(250.0 / 550, within(1e-12));
        assertThat(rate.effectiveN()).isLessThan(60);
    }

    @Test
    void sessionsWhoseRequestsAreAlike_countOnce() {
        // given: 20 sessions of 10 requests; all of a session fail or none
        List<double[]> clusters = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clusters.add(new double[] {i < 5 ? 10 : 0, 10, 10});
        }

        assertThat(rate(sums(clusters, 200)).effectiveN()).isCloseTo(20, within(1.0));
    }

    @Test
    void sessionsThatMayYetBeAlike_areReckonedWith() {
        // given: 100 sessions of 5 requests, 50 failures in as many sessions
        List<double[]> clusters = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            clusters.add(new double[] {i % 2, 5, 5});
        }

        Rate rate = rate(sums(clusters, 500));

        // then: (100 / 99 * 100 * 0.25 + (25 - 1) * (0.01 + 0.81) / 2) / 500^2, and t with 99 degrees
        assertThat(rate.effectiveN()).isCloseTo(0.09 / 1.40370e-4 * 0.97570, within(0.5));
    }

    @Test
    void failuresAmongRequestsOfLittleWeight_areKnownBetterThanKishSays() {
        // given: 100 requests of weight 10 that pass, 1,000 of weight 1 of which half fail
        List<double[]> clusters = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            clusters.add(new double[] {i % 2, 1, 1});
            if (i % 10 == 0) {
                clusters.add(new double[] {0, 10, 100});
            }
        }

        Rate rate = rate(sums(clusters, 1_100));

        assertThat(rate.effectiveN()).isGreaterThan(2_000.0 * 2_000 / 11_000);
        assertThat(rate.high() - rate.low()).isBetween(0.035, 0.08);
    }

    @Test
    void oneSession_oneRequest_orNothing() {
        assertThat(rate(sessions(1, 1, 1, 1)).low()).isLessThan(0.25);
        assertThat(rate(sums(List.of(new double[] {3, 10, 10}), 10)).effectiveN())
                .isEqualTo(1);
        assertThat(Proportion.of(new Sums(0, 0, 0, 0, new Squares(0, 0, 0, 0)))).isNull();
    }

    /** Unequal rates and requests of a session that are alike: the truth lies in the interval 95 times of 100. */
    @Test
    void interval_coversTheTruth_overManyDraws() {
        assertThat(coverage(60, 6, 0.3, 1)).isBetween(0.925, 0.99);
        assertThat(coverage(200, 1, 0, 0.2)).isBetween(0.925, 0.985);
        assertThat(coverage(100, 4, 0.5, 0.5)).isBetween(0.925, 0.99);
    }

    /**
     * @param alike share of sessions in which all requests end alike
     * @param lowest sampling rate; each session has a rate between it and 1
     */
    private static double coverage(int sessions, int perSession, double alike, double lowest) {
        Random random = new Random(42);
        double truth = 0.2;
        int runs = 2_000;
        int covered = 0;
        for (int run = 0; run < runs; run++) {
            List<double[]> clusters = new ArrayList<>();
            int n = 0;
            for (int session = 0; session < sessions; session++) {
                double rate = lowest + (1 - lowest) * random.nextDouble();
                boolean same = random.nextDouble() < alike;
                boolean first = random.nextDouble() < truth;
                double[] cluster = new double[3];
                for (int i = 0; i < perSession; i++) {
                    boolean fails = same ? first : random.nextDouble() < truth;
                    if (random.nextDouble() < rate) {
                        n++;
                        cluster[0] += fails ? 1 / rate : 0;
                        cluster[1] += 1 / rate;
                        cluster[2] += 1 / (rate * rate);
                    }
                }
                if (cluster[1] > 0) {
                    clusters.add(cluster);
                }
            }
            Rate rate = rate(sums(clusters, n));
            covered += rate.low() <= truth && truth <= rate.high() ? 1 : 0;
        }
        return (double) covered / runs;
    }

    private static Sums sessions(int n, int perSession, int fails, double weight) {
        List<double[]> clusters = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            clusters.add(new double[] {i < fails ? weight : 0, weight * perSession, weight * weight * perSession});
        }
        return sums(clusters, (long) n * perSession);
    }

    /** @param clusters per session: weight of failures, weight, squared weights */
    private static Sums sums(List<double[]> clusters, long n) {
        double w = 0;
        double fail = 0;
        double w2 = 0;
        double b2 = 0;
        double a2 = 0;
        double ab = 0;
        for (double[] cluster : clusters) {
            fail += cluster[0];
            w += cluster[1];
            w2 += cluster[2];
            a2 += cluster[0] * cluster[0];
            b2 += cluster[1] * cluster[1];
            ab += cluster[0] * cluster[1];
        }
        return new Sums(n, clusters.size(), w, fail, new Squares(w2, b2, a2, ab));
    }

    private static Rate rate(Sums sums) {
        Rate rate = Proportion.of(sums);
        assertThat(rate).isNotNull();
        return rate;
    }
}
