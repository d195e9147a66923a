package dev.plumbline.standalone.command;

import dev.plumbline.standalone.part.BenchProcess;
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

/** {@code plumbline chaos}. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description =
                "Kill servers under load and count what was lost, in servers and a directory of its own. Exit code 1: a promise was broken.")
public final class ChaosCommand implements Callable<Integer> {
    private static final Map<String, String> KNOWN = Map.of(
            "ingest",
            "Kills trace-ingest, Kafka and PostgreSQL in turn while spans come twice, out of order and malformed.");

    @Mixin
    private PlaceOption where = new PlaceOption();

    @Parameters(paramLabel = "WHAT", arity = "0..1", defaultValue = "", description = "Without it: list what there is.")
    private String what = "";

    @Option(names = "--short", description = "A few thousand spans and three kills instead of 200,000 and twenty.")
    private boolean brief;

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
                    "no chaos " + what + "; there is " + String.join(", ", new TreeMap<>(KNOWN).keySet()));
        }
        List<String> words = new ArrayList<>(List.of("chaos", what));
        if (brief) {
            words.add("--short");
        }
        return new BenchProcess(where.place()).run(words);
    }
}
