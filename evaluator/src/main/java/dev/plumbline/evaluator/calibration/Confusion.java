package dev.plumbline.evaluator.calibration;

import dev.plumbline.evaluator.estimate.Mean;
import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.estimate.SessionSums;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What was said against what was true. All rates are weighted, with 95 % intervals by session.
 *
 * @param accuracy share of requests where both are the same; never without the base rate
 * @param baseRate share of the most frequent truth: the accuracy of always saying it
 * @param cost mean cost of a request in the unit of the costs, with its interval; null without any request
 */
record Confusion(
        List<Cell> cells,
        List<OfClass> classes,
        @Nullable Rate accuracy,
        @Nullable Rate baseRate,
        @Nullable Cost cost) {

    /** A request whose outcome is known. */
    record Pair(String session, double weight, String said, String truth) {}

    /**
     * @param n requests
     * @param share of the weight of all
     */
    record Cell(String said, String truth, long n, double share) {}

    /**
     * @param recall share that was found among what is truly of the class; null where nothing is
     * @param precision share that is truly of the class among what was said to be; null where nothing was
     */
    record OfClass(
            String name, @Nullable Rate recall, @Nullable Rate precision) {}

    /** In the unit of the costs. */
    record Cost(double mean, double low, double high, long n) {}

    static Confusion of(List<Pair> pairs, Costs costs) {
        TreeSet<String> names = new TreeSet<>();
        pairs.forEach(pair -> {
            names.add(pair.said());
            names.add(pair.truth());
        });
        List<OfClass> classes = new ArrayList<>();
        for (String name : names) {
            Predicate<Pair> hit =
                    pair -> pair.said().equals(name) && pair.truth().equals(name);
            classes.add(new OfClass(
                    name,
                    rate(pairs, pair -> pair.truth().equals(name), hit),
                    rate(pairs, pair -> pair.said().equals(name), hit)));
        }
        String usual = mostFrequent(pairs);
        return new Confusion(
                cells(pairs),
                classes,
                rate(pairs, pair -> true, pair -> pair.said().equals(pair.truth())),
                rate(pairs, pair -> true, pair -> pair.truth().equals(usual)),
                cost(pairs, costs));
    }

    private static List<Cell> cells(List<Pair> pairs) {
        double total = pairs.stream().mapToDouble(Pair::weight).sum();
        Map<String, double[]> sums = new TreeMap<>();
        Map<String, Pair> first = new HashMap<>();
        for (Pair pair : pairs) {
            String key = pair.said() + '\n' + pair.truth();
            first.putIfAbsent(key, pair);
            double[] sum = sums.computeIfAbsent(key, one -> new double[2]);
            sum[0]++;
            sum[1] += pair.weight();
        }
        List<Cell> cells = new ArrayList<>();
        sums.forEach((key, sum) -> {
            Pair pair = first.get(key);
            if (pair != null) {
                cells.add(new Cell(pair.said(), pair.truth(), (long) sum[0], sum[1] / total));
            }
        });
        return cells;
    }

    private static String mostFrequent(List<Pair> pairs) {
        Map<String, Double> weights = new TreeMap<>();
        pairs.forEach(pair -> weights.merge(pair.truth(), pair.weight(), Double::sum));
        return weights.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static @Nullable Rate rate(List<Pair> pairs, Predicate<Pair> among, Predicate<Pair> hit) {
        SessionSums sums = new SessionSums();
        pairs.stream().filter(among).forEach(pair -> sums.add(pair.session(), pair.weight(), hit.test(pair)));
        return Proportion.of(sums.sums());
    }

    /** As a share of the dearest mistake among these, so that its interval is that of {@link Mean}. */
    private static @Nullable Cost cost(List<Pair> pairs, Costs costs) {
        double dearest = pairs.stream()
                .mapToDouble(pair -> costs.of(pair.said(), pair.truth()))
                .max()
                .orElse(0);
        double unit = dearest == 0 ? 1 : dearest;
        SessionSums sums = new SessionSums();
        pairs.forEach(pair -> sums.add(pair.session(), pair.weight(), costs.of(pair.said(), pair.truth()) / unit));
        Rate mean = Mean.of(sums.sums());
        return mean == null ? null : new Cost(mean.estimate() * unit, mean.low() * unit, mean.high() * unit, mean.n());
    }
}
