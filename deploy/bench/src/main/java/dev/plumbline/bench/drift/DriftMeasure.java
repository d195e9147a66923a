package dev.plumbline.bench.drift;

import ai.onnxruntime.OrtException;
import dev.plumbline.bench.load.Prose;
import dev.plumbline.drift.evaluation.DriftBench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** All that is measured of drift. Real text is read from where the variable {@code PLUMBLINE_TEST_DATA} says. */
public final class DriftMeasure {
    private static final long SEED = 32047933;
    private static final int ROUNDS = 12;
    private static final int BLOCK = 100;
    private static final long QUERIES = 10_000_000;

    private final Path cache;
    private final boolean quick;
    private final PrintWriter out;

    /** @param root the checkout; vectors are kept in its {@code .plumbline/bench} */
    public DriftMeasure(Path root, boolean quick, PrintWriter out) {
        this.cache = root.resolve(".plumbline/bench");
        this.quick = quick;
        this.out = out;
    }

    /** Measures and prints; a minute or two when quick and without the data, hours in full. */
    public void run() throws IOException, OrtException {
        int rounds = quick ? 2 : ROUNDS;
        SplittableRandom random = new SplittableRandom(SEED);
        Prose prose = new Prose(random);
        List<String> texts = IntStream.range(0, rounds * BLOCK)
                .mapToObj(i -> prose.text(30 + random.nextInt(120)))
                .toList();
        EmbeddingRace.Result race = new EmbeddingRace(cache.resolve("native")).run(texts, rounds);
        out.printf(
                Locale.ROOT,
                "seed %d: embedding %.0f texts per CPU second, ONNX Runtime alone %.0f; %.2f of it in the median of %d"
                        + " rounds%n",
                SEED,
                race.embedder(),
                race.bare(),
                race.share(),
                race.rounds());
        DriftBench bench = new DriftBench(out);
        bench.endure(quick ? QUERIES / 200 : QUERIES);
        String data = System.getenv("PLUMBLINE_TEST_DATA");
        if (data == null || !Files.exists(Path.of(data, "drift", "clinc150.tsv"))) {
            out.println(
                    "Power, delays and false alarms are not measured: set PLUMBLINE_TEST_DATA to the folder that"
                            + " holds drift/clinc150.tsv and drift/xquad_questions.tsv (docs/benchmarks.md says what they are).");
            return;
        }
        bench.measure(Path.of(data, "drift"), cache, quick);
    }
}
