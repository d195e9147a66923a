package dev.plumbline.drift.evaluation;

import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.evaluation.corpus.Corpus;
import dev.plumbline.drift.evaluation.traffic.Scenario;
import dev.plumbline.drift.stat.Share;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The evaluation as a program: {@code --data} the folder with {@code clinc150.tsv}, {@code --cache} where vectors are
 * kept, {@code --seed} of the first world, {@code --worlds} how many, {@code --what} a list of {@code power}, {@code story},
 * {@code quiet}, {@code sets}; {@code --queries} of the long run, which needs no data; {@code --scenarios} leaves out all stories but these.
 */
public final class DriftBench {

    private static final long LONG_SEED = 32047933;
    /** Seeds that were drawn after the settings were frozen and never used before. */
    private static final List<Plan> PLANS = List.of(
            new Plan("power", 58610978, 8),
            new Plan("story", 59362162, 40),
            new Plan("quiet", 39710475, 4),
            new Plan("sets", 70418823, 20));

    private final PrintWriter out;

    private record Plan(String what, long seed, int worlds) {}

    public DriftBench(PrintWriter out) {
        this.out = out;
    }

    /**
     * Everything with the stated seeds.
     *
     * @param data the folder with {@code clinc150.tsv} and {@code xquad_questions.tsv}
     * @param cache where vectors are kept
     * @param quick two worlds of everything, minutes; the whole takes hours
     */
    public void measure(Path data, Path cache, boolean quick) throws IOException {
        Map<String, String> where = Map.of("data", data.toString(), "cache", cache.toString());
        for (Plan plan : PLANS) {
            Map<String, String> options = new TreeMap<>(where);
            options.put("what", plan.what());
            options.put("seed", String.valueOf(plan.seed()));
            options.put("worlds", String.valueOf(quick ? 2 : plan.worlds()));
            run(options);
        }
    }

    /** What made-up queries cost beside the embedding, and whether memory stays flat; needs no data. */
    public void endure(long queries) {
        out.printf(Locale.ROOT, "%nseed %d: %,d made-up queries, each a session%n", LONG_SEED, queries);
        for (LongRun.Compared compared : LongRun.Compared.values()) {
            endure(queries, compared);
        }
    }

    private void endure(long queries, LongRun.Compared compared) {
        LongRun.Report report = new LongRun(LONG_SEED).run(queries, compared);
        out.printf("compared with: %s%n", compared.name().toLowerCase(Locale.ROOT));
        out.printf(
                Locale.ROOT,
                "processor time of a query beside its embedding: %.0f us for the forms of input and answer, %.0f us for"
                        + " looks%nheap after each tenth, MiB: %s; the largest after the second is %.2f of it%nfalse"
                        + " alarms: %d%n",
                report.formMicros(),
                report.lookMicros(),
                report.heap().stream().map(bytes -> bytes >> 20).toList(),
                report.growth(),
                report.findings());
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = options(arguments);
        DriftBench bench = new DriftBench(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        if (options.containsKey("queries")) {
            bench.endure(Long.parseLong(options.getOrDefault("queries", "0")));
        } else {
            bench.run(options);
        }
    }

    private void run(Map<String, String> options) throws IOException {
        Path data = Path.of(options.getOrDefault("data", "data/drift"));
        Path cache = Path.of(options.getOrDefault("cache", ".plumbline/bench"));
        long seed = Long.parseLong(options.getOrDefault("seed", "1"));
        int worlds = Integer.parseInt(options.getOrDefault("worlds", "20"));
        Set<String> what = Set.of(options.getOrDefault("what", "power").split(","));
        Corpus corpus = Corpus.load(data, cache, Runtime.getRuntime().availableProcessors(), out::println);
        out.printf(Locale.ROOT, "seeds %d to %d%n", seed, seed + worlds - 1);
        if (what.contains("power")) {
            int reference = Integer.parseInt(options.getOrDefault("reference", String.valueOf(Shipped.LEARN_FULL)));
            int window = Integer.parseInt(options.getOrDefault("window", "500"));
            power(corpus, new PowerTable.Size(worlds, reference, window, 50, 3), seed);
        }
        if (what.contains("story")) {
            Set<String> scenarios = options.containsKey("scenarios")
                    ? Set.of(options.getOrDefault("scenarios", "").split(","))
                    : Set.of();
            out.printf(
                    "%n| change | within 1,000 | within 2,000 | median delay | first finding | examples of the intent |"
                            + " label names it | findings before |%n");
            for (Scenario scenario : Scenario.values()) {
                if (scenario != Scenario.QUIET
                        && (scenarios.isEmpty()
                                || scenarios.contains(scenario.name().toLowerCase(Locale.ROOT)))) {
                    story(corpus, scenario, 2_000, worlds, seed);
                }
            }
        }
        if (what.contains("sets")) {
            out.printf("%n| cases | change | covered | right | area | findings before | told apart | within 1,000 |"
                    + " within 2,000 |%n");
            for (EvaluationSetRuns.Source source : EvaluationSetRuns.Source.values()) {
                for (Scenario scenario : List.of(Scenario.NEW_5, Scenario.NEW_10)) {
                    sets(corpus, source, scenario, worlds, seed);
                }
            }
        }
        if (what.contains("quiet")) {
            out.printf("%n| four weeks | worlds | false alarms | most in one world |%n");
            for (QuietWeeks.Weeks weeks : QuietWeeks.Weeks.values()) {
                quiet(corpus, weeks, worlds, seed);
            }
        }
    }

    private void story(Corpus corpus, Scenario scenario, int most, int worlds, long seed) {
        List<StoryRuns.Run> runs = new StoryRuns(corpus, most).runs(scenario, worlds, seed);
        out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %d | %s | %s | %s | %d |%n",
                scenario.words(),
                share(StoryRuns.within(runs, 1_000)),
                share(StoryRuns.within(runs, 2_000)),
                StoryRuns.medianDelay(runs),
                kinds(runs),
                share(StoryRuns.purity(runs)),
                share(StoryRuns.named(runs)),
                runs.stream().mapToInt(StoryRuns.Run::before).sum());
    }

    private void sets(Corpus corpus, EvaluationSetRuns.Source source, Scenario scenario, int worlds, long seed) {
        List<EvaluationSetRuns.Run> runs = new EvaluationSetRuns(corpus).runs(source, scenario, worlds, seed);
        out.printf(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | %.2f | %d | %d of %d | %d | %d |%n",
                source.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                scenario.words(),
                mean(runs, run -> run.covered().value()),
                mean(runs, run -> run.right().value()),
                mean(runs, EvaluationSetRuns.Run::area),
                runs.stream().mapToInt(EvaluationSetRuns.Run::falseFindings).sum(),
                runs.stream().filter(run -> run.apart() > 0).count(),
                runs.size(),
                found(runs, 1_000),
                found(runs, 2_000));
    }

    private static long found(List<EvaluationSetRuns.Run> runs, int queries) {
        return runs.stream()
                .filter(run -> run.delay() > 0 && run.delay() <= queries)
                .count();
    }

    private static double mean(List<EvaluationSetRuns.Run> runs, ToDoubleFunction<EvaluationSetRuns.Run> number) {
        return runs.stream().mapToDouble(number).average().orElse(0);
    }

    private static String kinds(List<StoryRuns.Run> runs) {
        Map<String, Integer> kinds = new TreeMap<>();
        runs.forEach(run -> kinds.merge(run.kind().isEmpty() ? "none" : run.kind(), 1, Integer::sum));
        return kinds.toString();
    }

    private void quiet(Corpus corpus, QuietWeeks.Weeks weeks, int worlds, long seed) {
        List<List<Change>> alarms = new QuietWeeks(corpus).alarms(weeks, worlds, seed);
        out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %d |%n",
                weeks.name().toLowerCase(Locale.ROOT),
                worlds,
                alarms.stream().mapToInt(List::size).sum(),
                alarms.stream().mapToInt(List::size).max().orElse(0));
        alarms.stream()
                .flatMap(List::stream)
                .forEach(change -> out.printf(
                        "  %s %s %s%n",
                        change.story().subject().kind(),
                        change.words(),
                        change.story().raised()));
    }

    private static String share(Share share) {
        return String.format(Locale.ROOT, "%d of %d", share.hits(), share.n());
    }

    private void power(Corpus corpus, PowerTable.Size size, long seed) {
        out.printf(
                Locale.ROOT,
                "%nPower at 1 %% false alarms, %d sessions learned, window %d, %d worlds, %d quiet windows, %d of each"
                        + " scenario%n%n| detector |",
                size.reference(),
                size.window(),
                size.worlds(),
                size.worlds() * size.quiet(),
                size.worlds() * size.changed());
        for (Scenario scenario : Scenario.values()) {
            out.printf(" %s |", scenario.words());
        }
        out.println();
        for (PowerTable.Line line : new PowerTable(corpus, size).measure(seed)) {
            out.printf("| %s |", line.name());
            line.power().forEach((scenario, share) -> out.printf(Locale.ROOT, " %.2f |", share.value()));
            out.println();
        }
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            if (!pair[0].startsWith("--") || pair.length != 2) {
                throw new IllegalArgumentException("not of the form --name=value: " + argument);
            }
            options.put(pair[0].substring(2), pair[1]);
        }
        return options;
    }
}
