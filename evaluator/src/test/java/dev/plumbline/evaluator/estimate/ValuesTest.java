package dev.plumbline.evaluator.estimate;

import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.estimate.Proportion.Squares;
import dev.plumbline.evaluator.estimate.Proportion.Sums;
import dev.plumbline.evaluator.estimate.Quantile.Point;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Means and quantiles of values. */
class ValuesTest {

    private record Valued(String session, double weight, double value) {}

    @Test
    void mean_isWeighted() {
        Rate mean = mean(List.of(new Valued("a", 1, 1), new Valued("b", 9, 0.5)));

        assertThat(mean.estimate()).isCloseTo(5.5 / 10, within(1e-12));
        assertThat(mean.n()).isEqualTo(2);
    }

    @Test
    void mean_ofZerosAndOnes_isAboutTheProportion() {
        List<Valued> values = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            values.add(new Valued("s" + i, 1, i % 5 == 0 ? 0 : 1));
        }

        Rate mean = mean(values);
        Rate share = Proportion.of(sums(values, Valued::value));

        assertThat(mean.low()).isCloseTo(share.low(), within(0.003));
        assertThat(mean.high()).isCloseTo(share.high(), within(0.003));
    }

    @Test
    void mean_ofValuesAllAlike_keepsADoubt_thatShrinksWithN() {
        double few = width(mean(alike(10)));
        double many = width(mean(alike(1_000)));

        assertThat(few).isBetween(0.1, 0.6);
        assertThat(many).isBetween(0.0005, 0.01);
    }

    @Test
    void mean_ofASessionThatIsAlike_countsItOnce() {
        List<Valued> apart = new ArrayList<>();
        List<Valued> together = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            double value = random.nextDouble();
            for (int k = 0; k < 10; k++) {
                apart.add(new Valued(i + "/" + k, 1, value));
                together.add(new Valued("s" + i, 1, value));
            }
        }

        assertThat(width(mean(together))).isGreaterThan(2.5 * width(mean(apart)));
    }

    @Test
    void quantile_isOfTheWeight_notOfTheRequests() {
        List<Point> points = List.of(new Point(0.1, 10), new Point(0.6, 1), new Point(0.9, 9));

        assertThat(Quantile.estimate(0.5, points)).isEqualTo(0.1);
        assertThat(Quantile.estimate(0.51, points)).isEqualTo(0.6);
        assertThat(Quantile.estimate(0.55, points)).isEqualTo(0.6);
        assertThat(Quantile.estimate(0.9, points)).isEqualTo(0.9);
        assertThat(Quantile.estimate(0.5, List.of())).isNull();
    }

    @Test
    void quantileOfOneValue_isThatValue() {
        Rate median = quantile(0.5, alike(30));

        assertThat(median.estimate()).isEqualTo(0.5);
        assertThat(median.low()).isEqualTo(0.5);
        assertThat(median.high()).isEqualTo(0.5);
    }

    @Test
    void intervals_coverTheTruth_overManyDraws() {
        // Values of a request: uniform to the power 1/3 in the usual sessions, uniform in one of five, which weigh
        // less.
        Random random = new Random(77);
        double trueMean = 0.8 * 0.75 + 0.2 * 0.5;
        double trueTenth = tenth();
        int runs = 1_000;
        int mean = 0;
        int tenth = 0;
        for (int run = 0; run < runs; run++) {
            List<Valued> values = draw(random);
            mean += holds(mean(values), trueMean);
            tenth += holds(quantile(0.1, values), trueTenth);
        }
        assertThat(mean / (double) runs).isBetween(0.925, 0.985);
        assertThat(tenth / (double) runs).isBetween(0.925, 0.99);
    }

    private static List<Valued> draw(Random random) {
        List<Valued> values = new ArrayList<>();
        for (int session = 0; session < 400; session++) {
            boolean risky = random.nextDouble() < 0.2;
            boolean alike = random.nextDouble() < 0.3;
            double shared = random.nextDouble();
            double rate = risky ? 1 : 0.2;
            int requests = 1 + random.nextInt(4);
            for (int i = 0; i < requests; i++) {
                double uniform = alike ? shared : random.nextDouble();
                double value = risky ? uniform : Math.cbrt(uniform);
                if (random.nextDouble() < rate) {
                    values.add(new Valued("s" + session, 1 / rate, value));
                }
            }
        }
        return values;
    }

    /** Where 0.8 x^3 + 0.2 x is 0.1, by halving. */
    private static double tenth() {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (0.8 * middle * middle * middle + 0.2 * middle < 0.1) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int holds(Rate rate, double truth) {
        return rate.low() <= truth && truth <= rate.high() ? 1 : 0;
    }

    private static List<Valued> alike(int n) {
        List<Valued> values = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            values.add(new Valued("s" + i, 1, 0.5));
        }
        return values;
    }

    private static double width(Rate rate) {
        return rate.high() - rate.low();
    }

    private static Rate mean(List<Valued> values) {
        return there(Mean.of(sums(values, Valued::value)));
    }

    private static Rate quantile(double q, List<Valued> values) {
        List<Point> points = values.stream()
                .map(one -> new Point(one.value(), one.weight()))
                .sorted(Comparator.comparingDouble(Point::value))
                .toList();
        Double estimate = Quantile.estimate(q, points);
        assertThat(estimate).isNotNull();
        return there(Quantile.of(q, points, sums(values, one -> one.value() <= estimate ? 1 : 0)));
    }

    private static Rate there(@Nullable Rate rate) {
        assertThat(rate).isNotNull();
        return rate;
    }

    private static Sums sums(List<Valued> values, ToDoubleFunction<Valued> counted) {
        Map<String, double[]> sessions = new HashMap<>();
        double w2 = 0;
        for (Valued one : values) {
            double[] session = sessions.computeIfAbsent(one.session(), name -> new double[2]);
            session[0] += one.weight() * counted.applyAsDouble(one);
            session[1] += one.weight();
            w2 += one.weight() * one.weight();
        }
        double[] sums = new double[5];
        for (double[] session : sessions.values()) {
            sums[0] += session[1];
            sums[1] += session[0];
            sums[2] += session[1] * session[1];
            sums[3] += session[0] * session[0];
            sums[4] += session[0] * session[1];
        }
        return new Sums(values.size(), sessions.size(), sums[0], sums[1], new Squares(w2, sums[2], sums[3], sums[4]));
    }
}
