package dev.plumbline.bench;

import dev.plumbline.bench.alerting.AlertingBench;
import dev.plumbline.bench.chaos.IngestChaos;
import dev.plumbline.bench.chaos.notify.AlertingChaos;
import dev.plumbline.bench.dictionary.DictionaryBench;
import dev.plumbline.bench.drift.DriftMeasure;
import dev.plumbline.bench.evaluate.EvaluateBench;
import dev.plumbline.bench.ingest.IngestBench;
import dev.plumbline.bench.ingest.MemoryBench;
import dev.plumbline.bench.query.QueryBench;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs {@code bench} with {@code alerting}, {@code dictionary}, {@code drift}, {@code evaluate}, {@code ingest},
 * {@code memory} or {@code query}, most of them with {@code --quick}, some with {@code --only=PART,PART}, {@code query} with
 * {@code --spans=NUMBER} and {@code --store=DIRECTORY}, and {@code chaos} with {@code alerting} or
 * {@code ingest}, both with {@code --short}. The system property {@code plumbline.root} is the checkout. Exit codes: 0 done,
 * 1 a promise was broken or a run failed, 2 not understood.
 */
public final class BenchMain {
    private BenchMain() {}

    public static void main(String[] words) throws Exception {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(words), Path.of(System.getProperty("plumbline.root", ".")), out));
    }

    static int run(List<String> words, Path root, PrintWriter out) throws Exception {
        boolean quick = words.contains("--quick");
        boolean brief = words.contains("--short");
        switch (String.join(" ", words.subList(0, Math.min(2, words.size())))) {
            case "bench alerting" -> {
                return new AlertingBench(root, quick, seed(words), ClockProducer.clock(), out).run() ? 0 : 1;
            }
            case "bench dictionary" -> new DictionaryBench(root, out).run();
            case "bench drift" -> new DriftMeasure(root, quick, out).run();
            case "bench evaluate" -> {
                Set<String> parts = only(words);
                if (!EvaluateBench.PARTS.containsAll(parts)) {
                    out.println("plumbline: bench evaluate has the parts " + String.join(", ", EvaluateBench.PARTS));
                    return 2;
                }
                EvaluateBench.Scope scope = new EvaluateBench.Scope(root, quick, parts);
                return new EvaluateBench(scope, seed(words), ClockProducer.clock(), out).run() ? 0 : 1;
            }
            case "bench ingest" -> new IngestBench(root, quick, ClockProducer.clock(), out).run();
            case "bench memory" -> {
                return new MemoryBench(root, ClockProducer.clock(), out).run() ? 0 : 1;
            }
            case "bench query" -> {
                QueryBench.Scope scope = new QueryBench.Scope(root, spans(words, quick), store(words));
                return new QueryBench(scope, ClockProducer.clock(), out).run() ? 0 : 1;
            }
            case "chaos alerting" -> {
                return new AlertingChaos(root, brief, seed(words), ClockProducer.clock(), out).run() ? 0 : 1;
            }
            case "chaos ingest" -> {
                return new IngestChaos(root, brief, ClockProducer.clock(), out).run() ? 0 : 1;
            }
            default -> {
                out.println("plumbline: nothing of that name to measure: " + String.join(" ", words));
                return 2;
            }
        }
        return 0;
    }

    private static Set<String> only(List<String> words) {
        return words.stream()
                .filter(word -> word.startsWith("--only="))
                .flatMap(word -> Stream.of(word.substring("--only=".length()).split(",")))
                .collect(Collectors.toSet());
    }

    private static long spans(List<String> words, boolean quick) {
        return value(words, "--spans=").map(Long::valueOf).orElse(quick ? 100_000L : 10_000_000L);
    }

    private static @Nullable Path store(List<String> words) {
        return value(words, "--store=").map(Path::of).orElse(null);
    }

    private static Optional<String> value(List<String> words, String name) {
        return words.stream()
                .filter(word -> word.startsWith(name))
                .map(word -> word.substring(name.length()))
                .findFirst();
    }

    /** The one that was named, else one that no run before had. */
    private static long seed(List<String> words) {
        return value(words, "--seed=")
                .map(Long::valueOf)
                .orElseGet(() -> ClockProducer.clock().millis());
    }
}
