package dev.plumbline.bench;

import dev.plumbline.bench.chaos.IngestChaos;
import dev.plumbline.bench.dictionary.DictionaryBench;
import dev.plumbline.bench.drift.DriftMeasure;
import dev.plumbline.bench.evaluate.EvaluateBench;
import dev.plumbline.bench.ingest.IngestBench;
import dev.plumbline.bench.query.QueryBench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs {@code bench ingest [--quick]}, {@code bench dictionary}, {@code bench drift [--quick]},
 * {@code bench evaluate [--quick]}, {@code bench query [--quick]} or {@code chaos ingest [--short]}. The system property
 * {@code plumbline.root} is the checkout. Exit codes:
 * 0 done, 1 a promise was broken or a run failed, 2 not understood.
 */
public final class BenchMain {
    private BenchMain() {}

    public static void main(String[] words) throws Exception {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(words), Path.of(System.getProperty("plumbline.root", ".")), out));
    }

    static int run(List<String> words, Path root, PrintWriter out) throws Exception {
        if (words.size() >= 2 && words.subList(0, 2).equals(List.of("bench", "ingest"))) {
            new IngestBench(root, words.contains("--quick"), ClockProducer.clock(), out).run();
            return 0;
        }
        if (words.size() >= 2 && words.subList(0, 2).equals(List.of("bench", "drift"))) {
            new DriftMeasure(root, words.contains("--quick"), out).run();
            return 0;
        }
        if (words.size() >= 2 && words.subList(0, 2).equals(List.of("bench", "query"))) {
            return new QueryBench(root, words.contains("--quick"), ClockProducer.clock(), out).run() ? 0 : 1;
        }
        if (words.size() >= 2 && words.subList(0, 2).equals(List.of("bench", "dictionary"))) {
            new DictionaryBench(root, out).run();
            return 0;
        }
        if (words.size() >= 2 && words.subList(0, 2).equals(List.of("bench", "evaluate"))) {
            new EvaluateBench(words.contains("--quick"), seed(words), out).run();
            return 0;
        }
        if (words.size() >= 2 && words.subList(0, 2).equals(List.of("chaos", "ingest"))) {
            return new IngestChaos(root, words.contains("--short"), ClockProducer.clock(), out).run() ? 0 : 1;
        }
        out.println("plumbline: nothing of that name to measure: " + String.join(" ", words));
        return 2;
    }

    /** The one that was named, else one that no run before had. */
    private static long seed(List<String> words) {
        return words.stream()
                .filter(word -> word.startsWith("--seed="))
                .map(word -> Long.valueOf(word.substring("--seed=".length())))
                .findFirst()
                .orElseGet(() -> ClockProducer.clock().millis());
    }
}
