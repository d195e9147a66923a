package dev.plumbline.drift.evaluation;

import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Kind;
import dev.plumbline.drift.evaluation.corpus.Asked;
import dev.plumbline.drift.evaluation.corpus.Corpus;
import dev.plumbline.drift.evaluation.traffic.Scenario;
import dev.plumbline.drift.evaluation.traffic.World;
import dev.plumbline.drift.stat.Share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Runs of the whole detector, from learning over quiet traffic to a change: whether a finding opens, after how many
 * queries, and what it shows. Each query is a session of its own; 2,000 a day.
 */
final class StoryRuns {

    private static final int QUIET_BUCKETS = 4;
    private static final long NANOS_BETWEEN = 24L * 3600 * 1_000_000_000 / 2_000;

    private final Corpus corpus;
    private final int most;

    /** @param most queries after the change that a run waits for */
    StoryRuns(Corpus corpus, int most) {
        this.corpus = corpus;
        this.most = most;
    }

    /**
     * How one run went.
     *
     * @param before findings opened before the change
     * @param delay queries from the change to the first finding after it; -1 without one
     * @param kind of it
     * @param terms of the first new cluster
     * @param examples shown by it, and how many of them are of the new intent
     * @param opened findings in all after the change
     */
    record Run(int before, int delay, String kind, List<String> terms, Share examples, int opened, String intent) {}

    List<Run> runs(Scenario scenario, int worlds, long seed) {
        return IntStream.range(0, worlds)
                .parallel()
                .mapToObj(world -> run(scenario, seed + world))
                .toList();
    }

    private Run run(Scenario scenario, long seed) {
        World world = new World(corpus, seed);
        SplittableRandom random = new SplittableRandom(~seed);
        List<Long> nanos = new ArrayList<>();
        Watched watched =
                new Watched(world.draw(Scenario.QUIET, Shipped.LEARN_FULL, random), next(nanos, Shipped.LEARN_FULL));
        int before = 0;
        for (int i = 0; i < QUIET_BUCKETS; i++) {
            before += watched.opened(world.draw(Scenario.QUIET, Shipped.BUCKET, random), next(nanos, Shipped.BUCKET))
                    .size();
        }
        Run run = new Run(before, -1, "", List.of(), new Share(0, 0), 0, world.newIntent());
        for (int queries = Shipped.BUCKET; queries <= most; queries += Shipped.BUCKET) {
            List<Change> opened =
                    watched.opened(world.draw(scenario, Shipped.BUCKET, random), next(nanos, Shipped.BUCKET));
            for (Change change : opened) {
                run = add(run, watched, change, queries);
            }
        }
        return run;
    }

    private static Run add(Run run, Watched watched, Change change, int queries) {
        boolean first = run.opened() == 0;
        Kind kind = change.story().subject().kind();
        boolean names = kind == Kind.NEW_CLUSTER && run.examples().n() == 0;
        List<Asked> shown = change.examples().stream().map(watched::asked).toList();
        int pure = (int)
                shown.stream().filter(one -> one.intent().equals(run.intent())).count();
        return new Run(
                run.before(),
                first ? queries : run.delay(),
                first ? kind.name().toLowerCase(Locale.ROOT) : run.kind(),
                names ? watched.terms(change) : run.terms(),
                names ? new Share(pure, shown.size()) : run.examples(),
                run.opened() + 1,
                run.intent());
    }

    private static List<Long> next(List<Long> nanos, int n) {
        long from = nanos.isEmpty() ? 0 : nanos.get(nanos.size() - 1);
        nanos.clear();
        for (int i = 1; i <= n; i++) {
            nanos.add(from + i * NANOS_BETWEEN);
        }
        return List.copyOf(nanos);
    }

    /** Found by so many queries. */
    static Share within(List<Run> runs, int queries) {
        return new Share(
                (int) runs.stream()
                        .filter(run -> run.delay() > 0 && run.delay() <= queries)
                        .count(),
                runs.size());
    }

    /** Of those found. */
    static int medianDelay(List<Run> runs) {
        List<Integer> delays = runs.stream()
                .map(Run::delay)
                .filter(delay -> delay > 0)
                .sorted(Comparator.naturalOrder())
                .toList();
        return delays.isEmpty() ? -1 : delays.get(delays.size() / 2);
    }

    static Share purity(List<Run> runs) {
        return new Share(
                runs.stream().mapToInt(run -> run.examples().hits()).sum(),
                runs.stream().mapToInt(run -> run.examples().n()).sum());
    }

    /** Of the runs that show a new cluster: a term shares its first four letters, or all, with a word of the intent. */
    static Share named(List<Run> runs) {
        List<Run> shown = runs.stream().filter(run -> run.examples().n() > 0).toList();
        return new Share(
                (int) shown.stream()
                        .filter(run -> run.terms().stream().anyMatch(term -> names(term, run.intent())))
                        .count(),
                shown.size());
    }

    static boolean names(String term, String intent) {
        return Arrays.stream(intent.split("_")).anyMatch(word -> stem(word).equals(stem(term)));
    }

    private static String stem(String word) {
        return word.substring(0, Math.min(4, word.length()));
    }
}
