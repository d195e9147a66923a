package dev.plumbline.bench.evaluate;

import dev.plumbline.bench.evaluate.judges.JudgeFigures;
import dev.plumbline.bench.measure.Table;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How often the evaluator's 95 % intervals hold the truth, how often the search for segments finds a planted one and
 * nothing where nothing is, and what the deterministic scorers cost; where real data is at hand, how often an agent does a
 * task each time, and what scorers say of what people call wrong; and how many calls the judge workers hold. The settings of the made-up traffic stand in its
 * classes; the seeds are counted up from the one that is printed.
 */
public final class EvaluateBench {
    /** What can be measured alone. */
    public static final List<String> PARTS = List.of("simulations", "scorers", "data", "judges");

    private static final int RUNS = 1_000;
    private static final int SEARCHES = 100;
    private static final int QUICKER = 10;

    private final Scope scope;
    private final int quicker;
    private final long seed;
    private final Clock clock;
    private final PrintWriter out;

    /**
     * What is measured.
     *
     * @param root the checkout with the built modules
     * @param quick a tenth of the runs
     * @param parts some of {@link #PARTS}; all when empty
     */
    public record Scope(Path root, boolean quick, Set<String> parts) {
        public Scope {
            parts = Set.copyOf(parts.isEmpty() ? PARTS : parts);
        }
    }

    /** @param seed the first; another for each run of the bench whose figures are to be quoted */
    public EvaluateBench(Scope scope, long seed, Clock clock, PrintWriter out) {
        this.scope = scope;
        this.quicker = scope.quick() ? QUICKER : 1;
        this.seed = seed;
        this.clock = clock;
        this.out = out;
    }

    /** About a quarter of an hour; whether the judge workers kept their limits. */
    public boolean run() throws IOException, SQLException {
        if (scope.parts().contains("simulations")) {
            simulations();
        }
        if (scope.parts().contains("scorers")) {
            ScorerSpeed.Speed speed = ScorerSpeed.measure(seed, 2.0 / quicker);
            out.println(speed.table());
            out.printf(Locale.ROOT, "requests per second and core, all of these scorers: %.0f%n%n", speed.perSecond());
        }
        if (scope.parts().contains("data")) {
            realData();
        }
        return !scope.parts().contains("judges")
                || new JudgeFigures(scope.root(), scope.quick(), seed, clock, out).run();
    }

    private void simulations() {
        int runs = RUNS / quicker;
        out.printf(
                Locale.ROOT,
                "seeds from %d, %d runs of each coverage, %d searches%n%n",
                seed,
                runs,
                SEARCHES / quicker);
        out.println(coverage(runs));
        out.println(segments(SEARCHES / quicker));
    }

    private void realData() throws IOException {
        String folder = System.getenv("PLUMBLINE_TEST_DATA");
        if (folder == null || !RealData.isIn(folder)) {
            out.println(RealData.absence());
            return;
        }
        RealData data = new RealData(Path.of(folder));
        out.println(data.passPower());
        out.println(data.agreement());
    }

    private Table coverage(int runs) {
        Table table = new Table("interval", "drawn by", "holds the truth", "mean estimate", "truth", "mean width");
        for (boolean whole : new boolean[] {false, true}) {
            TrustSimulation.Coverage coverage = TrustSimulation.run(new TrustSimulation.Settings(runs, seed, whole));
            String unit = whole ? "session" : "request";
            row(table, "rate of a scorer without mistakes", unit, coverage.perfect());
            row(table, "raw rate of the judge", unit, coverage.judge());
            row(table, "prediction-powered rate", unit, coverage.predictionPowered());
            row(table, "Rogan-Gladen rate", unit, coverage.roganGladen());
            row(table, "the same, labels of other traffic", unit, coverage.roganGladenLater());
        }
        ValueSimulation.Coverage values = ValueSimulation.run(runs, seed);
        table.row("mean of values", "request", percent(values.mean()), "", "", "");
        table.row("10 % quantile of values", "request", percent(values.tenth()), "", "", "");
        table.row("90 % quantile of values", "request", percent(values.nineTenths()), "", "", "");
        return table;
    }

    private static void row(Table table, String name, String unit, TrustSimulation.Held held) {
        table.row(
                name,
                unit,
                percent(held.share()),
                String.format(Locale.ROOT, "%.4f", held.meanEstimate()),
                String.format(Locale.ROOT, "%.4f", TrustSimulation.TRUTH),
                String.format(Locale.ROOT, "%.4f", held.meanWidth()));
    }

    private Table segments(int searches) {
        SegmentSimulation.Counts counts = SegmentSimulation.run(searches, seed);
        return new Table("search for segments", "data sets", "of")
                .row("planted one among the first three", String.valueOf(counts.found()), String.valueOf(searches))
                .row("planted one the first", String.valueOf(counts.first()), String.valueOf(searches))
                .row(
                        "nothing planted and something reported",
                        String.valueOf(counts.reported()),
                        String.valueOf(searches))
                .row("segments tested in one", String.format(Locale.ROOT, "%.0f", counts.tested()), "");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
