package dev.plumbline.bench.alerting.simulate;

import dev.plumbline.alerting.detect.Batch;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How scores come about. Rates are of scores an hour, which come at random; the objective is that 5 % of requests may be
 * bad. Nothing here was changed after the seeds of quoted figures were drawn.
 */
enum World {
    /** Each score by itself, by a judge that errs never. */
    PLAIN("alone, perfect judge", 0.05),
    /** Sessions of four requests that pass or fail together. */
    SESSIONS("sessions of 4 alike", 0.05),
    /** A fifth of the requests fails 7.5 times as often as the others and is scored 20 times as often: weights 50 and 2.5. */
    WEIGHTED("risk weights 20:1", 0.05),
    /** A judge that sees 80 % of the bad and clears 90 % of the good; the objective is set as that judge would see it. */
    JUDGE("judge 80 %/90 %, objective in its terms", 0.05 * 0.8 + 0.95 * 0.1),
    /** The same, the objective learned from the first 200 scores. */
    JUDGE_LEARNED("judge 80 %/90 %, objective learned", null),
    /** One score in ten comes 20 minutes late on average, the others one minute. */
    LATE("late, in any order", 0.05),
    /** As installed: the objective learned, plans that fail in 3, 5 and 8 of 100, release and environment watched too. */
    SLICES("six series, objective learned", null);

    private static final double SEES = 0.8;
    private static final double CLEARS = 0.9;
    private static final int STEPS_AN_HOUR = 12;
    private static final int SESSION = 4;

    /** What the rules that are usual elsewhere are given where Plumbline learns. */
    private static final double USUAL = 0.05;

    private final String text;
    private final @Nullable Double objective;

    World(String text, @Nullable Double objective) {
        this.text = text;
        this.objective = objective;
    }

    String text() {
        return text;
    }

    /** Null where it is learned. */
    @Nullable
    Double objective() {
        return objective;
    }

    /** The objective for rules that learn none. */
    double objectiveOfOthers() {
        if (this == JUDGE_LEARNED) {
            return USUAL * SEES + (1 - USUAL) * (1 - CLEARS);
        }
        return objective == null ? USUAL : objective;
    }

    Traffic traffic(double perHour, long seed) {
        Draws draws = new Draws(seed);
        double mean = perHour / STEPS_AN_HOUR;
        return switch (this) {
            case PLAIN -> inOrder(bad -> whole(alone(draws, mean, bad)));
            case SESSIONS -> inOrder(bad -> whole(sessions(draws, mean / SESSION, bad)));
            case WEIGHTED -> inOrder(bad -> whole(weighted(draws, mean, bad)));
            case JUDGE, JUDGE_LEARNED ->
                inOrder(bad -> whole(alone(draws, mean, bad * SEES + (1 - bad) * (1 - CLEARS))));
            case LATE -> new LateOrder(draws, mean);
            case SLICES -> inOrder(bad -> slices(draws, mean, bad));
        };
    }

    private interface OneStep {
        Map<String, Batch> draw(double bad);
    }

    private static Traffic inOrder(OneStep one) {
        long[] step = new long[1];
        return bad -> List.of(new Closed(step[0]++, one.draw(bad)));
    }

    private static Map<String, Batch> whole(Batch batch) {
        return batch.units().isEmpty() ? Map.of() : Map.of(Closed.WHOLE, batch);
    }

    private static Batch alone(Draws draws, double mean, double bad) {
        int n = draws.poisson(mean);
        return Batch.of(n, draws.binomial(n, bad));
    }

    private static Batch sessions(Draws draws, double mean, double bad) {
        int n = draws.poisson(mean);
        return units(SESSION, SESSION, n, draws.binomial(n, bad));
    }

    /** Sessions that weigh the same, as the rule's query brings them. */
    private static Batch units(double weight, int size, int sessions, int bad) {
        List<Batch.Unit> units = new ArrayList<>();
        if (bad > 0) {
            units.add(new Batch.Unit(weight, 1, bad, (long) bad * size, (long) bad * size));
        }
        if (sessions > bad) {
            units.add(new Batch.Unit(weight, 0, sessions - bad, (long) (sessions - bad) * size, 0));
        }
        return new Batch(units);
    }

    private static Batch weighted(Draws draws, double mean, double bad) {
        double scored = 0.8 * 0.02 + 0.2 * 0.4;
        int plain = draws.poisson(mean * 0.8 * 0.02 / scored);
        int risky = draws.poisson(mean * 0.2 * 0.4 / scored);
        double plainBad = bad * 0.02 / 0.046;
        double riskyBad = bad * 0.15 / 0.046;
        List<Batch.Unit> units = new ArrayList<>(
                units(1 / 0.02, 1, plain, draws.binomial(plain, plainBad)).units());
        units.addAll(units(1 / 0.4, 1, risky, draws.binomial(risky, riskyBad)).units());
        return new Batch(units);
    }

    private static Map<String, Batch> slices(Draws draws, double mean, double bad) {
        int n = draws.poisson(mean);
        Map<String, int[]> counts = new HashMap<>();
        double factor = bad / (0.6 * 0.03 + 0.3 * 0.05 + 0.1 * 0.08);
        for (int i = 0; i < n; i++) {
            double drawn = draws.uniform();
            String plan = drawn < 0.6 ? "free" : drawn < 0.9 ? "pro" : "team";
            double usual = plan.equals("free") ? 0.03 : plan.equals("pro") ? 0.05 : 0.08;
            boolean failed = draws.happens(usual * factor);
            for (String key : List.of(Closed.WHOLE, "release=1", "environment=prod", "app.plan=" + plan)) {
                int[] count = counts.computeIfAbsent(key, first -> new int[2]);
                count[0]++;
                count[1] += failed ? 1 : 0;
            }
        }
        Map<String, Batch> largestFirst = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, int[]> entry) -> -entry.getValue()[0])
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> largestFirst.put(entry.getKey(), Batch.of(entry.getValue()[0], entry.getValue()[1])));
        return largestFirst;
    }
}
