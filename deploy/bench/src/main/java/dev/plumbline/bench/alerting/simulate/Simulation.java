package dev.plumbline.bench.alerting.simulate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Many runs of all rules on the same made-up traffic. The same seed gives the same figures, however many threads there are. */
final class Simulation {
    static final double HEALTHY = 0.04;

    private static final int STEPS_A_DAY = 288;
    private static final int STEPS_A_WEEK = 7 * STEPS_A_DAY;
    private static final double STEPS_AN_HOUR = 12;

    /** How long a loss lasts. */
    private static final int LOSS_STEPS = 2 * STEPS_A_DAY;

    private final long seed;

    Simulation(long seed) {
        this.seed = seed;
    }

    /** Where and how often. @param perHour scores */
    record Place(World world, double perHour) {
        /** Another for each place and run. */
        private long seed(long first, int run) {
            return first + 1_000_003L * (world.ordinal() * 1_000L + (long) perHour) + run;
        }
    }

    /** Weeks, and by rule those in which it began to fire. */
    record Weeks(int weeks, Map<Rules, Integer> paged) {}

    /** Each run is one detector that goes on for so many weeks. */
    Weeks weeks(Place place, double bad, int runs, int weeks) {
        List<Map<Rules, Integer>> each = IntStream.range(0, runs)
                .parallel()
                .mapToObj(run ->
                        weeks(place.world(), place.world().traffic(place.perHour(), place.seed(seed, run)), bad, weeks))
                .toList();
        Map<Rules, Integer> paged = new EnumMap<>(Rules.class);
        each.forEach(one -> one.forEach((rule, count) -> paged.merge(rule, count, Integer::sum)));
        return new Weeks(runs * weeks, paged);
    }

    private static Map<Rules, Integer> weeks(World world, Traffic traffic, double bad, int weeks) {
        Map<Rules, Rule> rules = rules(world);
        Map<Rules, Boolean> fires = new EnumMap<>(Rules.class);
        Map<Rules, Integer> paged = new EnumMap<>(Rules.class);
        for (int week = 0; week < weeks; week++) {
            Map<Rules, Boolean> began = new EnumMap<>(Rules.class);
            for (int i = 0; i < STEPS_A_WEEK; i++) {
                for (Closed step : traffic.next(bad)) {
                    rules.forEach((name, rule) -> {
                        boolean now = rule.fires(step);
                        if (now && !fires.getOrDefault(name, false)) {
                            began.put(name, true);
                        }
                        fires.put(name, now);
                    });
                }
            }
            began.keySet().forEach(name -> paged.merge(name, 1, Integer::sum));
        }
        return paged;
    }

    /**
     * What became of one rule in all runs.
     *
     * @param early runs in which Plumbline's rule fired before there was anything to find; those of the others do not count
     * @param hours from the loss to the page in the other runs, sorted; infinite when it was not found in 48 hours
     */
    record Delays(int early, List<Double> hours) {
        /** Of all runs. */
        double within(double limit) {
            return (double) hours.stream().filter(hour -> hour <= limit).count() / (early + hours.size());
        }

        double at(double share) {
            return hours.isEmpty() ? Double.NaN : hours.get((int) Math.ceil(share * hours.size()) - 1);
        }
    }

    /** Some healthy days, then a loss that lasts for two. */
    Map<Rules, Delays> delays(Place place, double bad, int healthyDays, int runs) {
        List<Map<Rules, Double>> each = IntStream.range(0, runs)
                .parallel()
                .mapToObj(run -> delay(
                        place.world(),
                        place.world().traffic(place.perHour(), place.seed(seed, run) + Math.round(bad * 1e6) * 7_919L),
                        bad,
                        healthyDays * STEPS_A_DAY))
                .toList();
        Map<Rules, Delays> delays = new EnumMap<>(Rules.class);
        for (Rules rule : Rules.values()) {
            List<Double> hours = new ArrayList<>();
            int early = 0;
            for (Map<Rules, Double> one : each) {
                double hour = one.getOrDefault(rule, Double.POSITIVE_INFINITY);
                if (hour <= 0) {
                    early++;
                } else {
                    hours.add(hour);
                }
            }
            hours.sort(null);
            delays.put(rule, new Delays(early, List.copyOf(hours)));
        }
        return delays;
    }

    /** By rule the hours from the loss to the first page, 0 or less when it came before; none when there was none. */
    private static Map<Rules, Double> delay(World world, Traffic traffic, double bad, int healthy) {
        Map<Rules, Rule> rules = rules(world);
        Map<Rules, Double> paged = new EnumMap<>(Rules.class);
        for (int i = 0; i < healthy + LOSS_STEPS && paged.size() < rules.size(); i++) {
            double hours = (i + 1 - healthy) / STEPS_AN_HOUR;
            boolean watched = hours > 0;
            for (Closed step : traffic.next(watched ? bad : HEALTHY)) {
                rules.forEach((name, rule) -> {
                    boolean fires = !paged.containsKey(name) && rule.fires(step);
                    if (fires && (watched || name == Rules.PLUMBLINE)) {
                        paged.put(name, hours);
                    }
                });
            }
        }
        return paged;
    }

    /** Simulated days and the false alarms in them. */
    record Alarms(double days, int alarms) {
        double meanDays() {
            return alarms == 0 ? Double.POSITIVE_INFINITY : days / alarms;
        }
    }

    /** Until the first alarm, each run at most so many days. */
    Alarms untilAlarm(Place place, double bad, int runs, int mostDays) {
        List<Integer> steps = IntStream.range(0, runs)
                .parallel()
                .mapToObj(run -> {
                    Rule rule = Rules.PLUMBLINE.in(place.world());
                    Traffic traffic = place.world().traffic(place.perHour(), place.seed(seed, run) + 15_485_863L);
                    for (int i = 1; i <= mostDays * STEPS_A_DAY; i++) {
                        for (Closed step : traffic.next(bad)) {
                            if (rule.fires(step)) {
                                return i;
                            }
                        }
                    }
                    return -mostDays * STEPS_A_DAY;
                })
                .toList();
        return new Alarms(steps.stream().mapToLong(Math::abs).sum() / (double) STEPS_A_DAY, (int)
                steps.stream().filter(step -> step > 0).count());
    }

    private static Map<Rules, Rule> rules(World world) {
        Map<Rules, Rule> rules = new EnumMap<>(Rules.class);
        for (Rules rule : Rules.values()) {
            rules.put(rule, rule.in(world));
        }
        return rules;
    }
}
