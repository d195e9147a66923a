package dev.plumbline.standalone.command;

import dev.plumbline.standalone.part.BenchProcess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** What measures and what breaks on purpose, each in servers and a directory of its own. */
public final class MeasureCommand {
    private MeasureCommand() {}

    /** {@code plumbline bench}. */
    @Command(
            name = "bench",
            mixinStandardHelpOptions = true,
            description = "Measure this machine beside its limit, in servers and a directory of its own.")
    public static final class Bench implements Callable<Integer> {
        private static final Map<String, String> KNOWN = Map.of(
                "alerting",
                "False pages and delays of the rules on made-up traffic beside usual rules; seconds from a score on the bus to the webhook; a cycle of 1,000 rules.",
                "dictionary",
                "Train a dictionary for stored payloads on generated traces; its size and cost beside the codecs without one.",
                "drift",
                "Power, delays and false alarms of the drift detector beside others on real text; what it costs; the embedding model beside the bare runtime.",
                "evaluate",
                "How often the evaluator's intervals hold the truth on made-up traffic, planted segments found, cost of its scorers, and 200 calls of a slow judge in flight, through an outage and to the end of a budget.",
                "ingest",
                "Spans answered per second of processor time, as a share of a raw COPY of the same rows; answer times; delay to the bus; again at ten times the stored rows.",
                "memory",
                "50 messages of 64 MiB at once on the service's own heap: each is stored or told to come again, and how large it grows.",
                "query",
                "Time of the console's pages over ten million stored spans of one day (14 GB of disk), beside its targets.");

        @Mixin
        private Wanted wanted = new Wanted();

        @Option(names = "--quick", description = "About a minute, for a first look; not for figures to quote.")
        private boolean quick;

        @Option(
                names = "--only",
                paramLabel = "PART",
                split = ",",
                description = "Of evaluate: simulations, scorers, data, judges; all without it.")
        private List<String> only = List.of();

        @Option(names = "--spans", description = "Of query: how many to store, 4,000 at least; ten million without it.")
        private @Nullable Long spans;

        @Option(
                names = "--store",
                paramLabel = "DIRECTORY",
                description =
                        "Of query: keep what was stored here, and take it from here when it is there: filling takes longest.")
        private @Nullable Path store;

        @Override
        public Integer call() throws IOException, InterruptedException {
            List<String> flags = new ArrayList<>(quick ? List.of("--quick") : List.of());
            if (!only.isEmpty()) {
                flags.add("--only=" + String.join(",", only));
            }
            if (spans != null) {
                flags.add("--spans=" + spans);
            }
            if (store != null) {
                flags.add("--store=" + store.toAbsolutePath());
            }
            return wanted.run("bench", KNOWN, flags);
        }
    }

    /** {@code plumbline chaos}. */
    @Command(
            name = "chaos",
            mixinStandardHelpOptions = true,
            description =
                    "Kill servers under load and count what was lost, in servers and a directory of its own. Exit code 1: a promise was broken.")
    public static final class Chaos implements Callable<Integer> {
        private static final Map<String, String> KNOWN = Map.of(
                "alerting",
                "Kills two replicas of alerting, PostgreSQL and Kafka between sending and marking while receivers fail, hang, redirect and flood.",
                "ingest",
                "Kills trace-ingest, Kafka and PostgreSQL in turn while spans come twice, out of order and malformed.");

        @Mixin
        private Wanted wanted = new Wanted();

        @Option(
                names = "--short",
                description = "Three kills in place of twenty or thirty, and as much less of all else.")
        private boolean brief;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return wanted.run("chaos", KNOWN, brief ? List.of("--short") : List.of());
        }
    }

    /** What both understand. */
    static final class Wanted {
        @Mixin
        private PlaceOption where = new PlaceOption();

        @Parameters(
                paramLabel = "WHAT",
                arity = "0..1",
                defaultValue = "",
                description = "Without it: list what there is.")
        private String what = "";

        @Option(
                names = "--seed",
                description = "First seed, where it prints one, to repeat a run; another one for each run otherwise.")
        private @Nullable Long seed;

        @Spec(Spec.Target.MIXEE)
        private CommandSpec spec = CommandSpec.create();

        int run(String kind, Map<String, String> known, List<String> flags) throws IOException, InterruptedException {
            if (what.isEmpty()) {
                new TreeMap<>(known)
                        .forEach((name, meaning) -> spec.commandLine().getOut().println(name + "  " + meaning));
                return 0;
            }
            if (!known.containsKey(what)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "no " + kind + " " + what + "; there is " + String.join(", ", new TreeMap<>(known).keySet()));
            }
            List<String> words = new ArrayList<>(List.of(kind, what));
            words.addAll(flags);
            if (seed != null) {
                words.add("--seed=" + seed);
            }
            return new BenchProcess(where.place()).run(words);
        }
    }
}
