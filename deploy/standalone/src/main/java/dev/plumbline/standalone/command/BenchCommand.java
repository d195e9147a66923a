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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** {@code plumbline bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure this machine beside its limit, in servers and a directory of its own.")
public final class BenchCommand implements Callable<Integer> {
    private static final Map<String, String> KNOWN = Map.of(
            "dictionary",
            "Train a dictionary for stored payloads on generated traces; its size and cost beside the codecs without one.",
            "drift",
            "Power, delays and false alarms of the drift detector beside others on real text; what it costs; the embedding model beside the bare runtime.",
            "evaluate",
            "How often the evaluator's intervals hold the truth on made-up traffic, planted segments found, cost of its scorers.",
            "ingest",
            "Spans answered per second of processor time, as a share of a raw COPY of the same rows; answer times; delay to the bus; again at ten times the stored rows.",
            "memory",
            "50 messages of 64 MiB at once on the service's own heap: each is stored or told to come again, and how large it grows.",
            "query",
            "Time of the console's pages over a million stored spans of one day, beside its targets.");

    @Mixin
    private PlaceOption where = new PlaceOption();

    @Parameters(paramLabel = "WHAT", arity = "0..1", defaultValue = "", description = "Without it: list what there is.")
    private String what = "";

    @Option(names = "--quick", description = "About a minute, for a first look; not for figures to quote.")
    private boolean quick;

    @Option(
            names = "--seed",
            description = "First seed of bench evaluate, to repeat a run; another one for each run otherwise.")
    private @Nullable Long seed;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (what.isEmpty()) {
            new TreeMap<>(KNOWN)
                    .forEach((known, meaning) -> spec.commandLine().getOut().println(known + "  " + meaning));
            return 0;
        }
        if (!KNOWN.containsKey(what)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no bench " + what + "; there is " + String.join(", ", new TreeMap<>(KNOWN).keySet()));
        }
        List<String> words = new ArrayList<>(List.of("bench", what));
        if (quick) {
            words.add("--quick");
        }
        if (seed != null) {
            words.add("--seed=" + seed);
        }
        return new BenchProcess(where.place()).run(words);
    }
}
