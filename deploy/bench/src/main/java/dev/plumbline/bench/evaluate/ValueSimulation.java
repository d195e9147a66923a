package dev.plumbline.bench.evaluate;

import dev.plumbline.evaluator.estimate.Mean;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.estimate.Quantile;
import dev.plumbline.evaluator.estimate.Quantile.Point;
import dev.plumbline.evaluator.estimate.SessionSums;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Values of a graded scorer, to count how often the intervals of their mean and quantiles hold the truth. The traffic is
 * that of {@link TrustSimulation} by its sessions, strata and rates (weights of 20 to 1); a value is the square root of a
 * fraction in usual requests and its third power in risky ones; in three of ten sessions all requests have one value.
 */
final class ValueSimulation {
    private static final double TENTH = 0.1;
    private static final double NINE_TENTHS = 0.9;

    private ValueSimulation() {}

    /** Shares of runs in which the interval holds the truth. */
    record Coverage(double mean, double tenth, double nineTenths) {}

    private record Valued(String session, double weight, double value) {}

    static Coverage run(int runs, long firstSeed) {
        double mean = 0;
        double tenth = 0;
        double nineTenths = 0;
        double truth = (1 - TrustSimulation.RISKY) * 2 / 3 + TrustSimulation.RISKY / 4;
        for (int run = 0; run < runs; run++) {
            List<Valued> values = traffic(new Random(firstSeed + run));
            SessionSums sums = new SessionSums();
            values.forEach(one -> sums.add(one.session(), one.weight(), one.value()));
            mean += holds(Mean.of(sums.sums()), truth);
            tenth += holds(quantile(TENTH, values), at(TENTH));
            nineTenths += holds(quantile(NINE_TENTHS, values), at(NINE_TENTHS));
        }
        return new Coverage(mean / runs, tenth / runs, nineTenths / runs);
    }

    private static List<Valued> traffic(Random random) {
        List<Valued> values = new ArrayList<>();
        for (int session = 0; session < TrustSimulation.SESSIONS; session++) {
            int stratum = random.nextDouble() < TrustSimulation.RISKY ? 1 : 0;
            boolean alike = random.nextDouble() < TrustSimulation.ALIKE;
            double shared = random.nextDouble();
            int requests = 1 + random.nextInt(TrustSimulation.LONGEST);
            for (int i = 0; i < requests; i++) {
                double fraction = alike ? shared : random.nextDouble();
                double value = stratum == 0 ? Math.sqrt(fraction) : fraction * fraction * fraction;
                if (random.nextDouble() < TrustSimulation.RATES[stratum]) {
                    values.add(new Valued(String.valueOf(session), 1 / TrustSimulation.RATES[stratum], value));
                }
            }
        }
        return values;
    }

    private static Rate quantile(double share, List<Valued> values) {
        List<Point> points = values.stream()
                .map(one -> new Point(one.value(), one.weight()))
                .sorted(Comparator.comparingDouble(Point::value))
                .toList();
        Double estimate = Quantile.estimate(share, points);
        if (estimate == null) {
            throw new IllegalStateException("nothing was scored");
        }
        SessionSums sums = new SessionSums();
        values.forEach(one -> sums.add(one.session(), one.weight(), one.value() <= estimate));
        Rate rate = Quantile.of(share, points, sums.sums());
        if (rate == null) {
            throw new IllegalStateException("nothing was scored");
        }
        return rate;
    }

    /** Where the distribution that values are made with reaches a share, by halving: F(x) = 0.9 x^2 + 0.1 cbrt(x). */
    private static double at(double share) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            double reached = (1 - TrustSimulation.RISKY) * middle * middle + TrustSimulation.RISKY * Math.cbrt(middle);
            low = reached < share ? middle : low;
            high = reached < share ? high : middle;
        }
        return low;
    }

    private static int holds(@Nullable Rate rate, double truth) {
        return rate != null && rate.low() <= truth && truth <= rate.high() ? 1 : 0;
    }
}
