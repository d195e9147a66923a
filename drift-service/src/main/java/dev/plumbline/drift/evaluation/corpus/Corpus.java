package dev.plumbline.drift.evaluation.corpus;

import dev.plumbline.drift.form.FormReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * CLINC150 (Larson et al. 2019): 150 intents in 10 domains, 150 texts each, and texts out of scope; questions in other
 * languages from XQuAD (Artetxe et al. 2020).
 *
 * @param known texts in scope
 * @param outOfScope texts that belong to no intent
 * @param foreign questions in Spanish, German, Russian and Chinese
 * @param disturbed ten of each intent with their form changed
 */
public record Corpus(
        List<Asked> known, List<Asked> outOfScope, List<Asked> foreign, Map<Disturbance, List<Asked>> disturbed) {

    private static final int DISTURBED = 10;
    private static final int FOREIGN = 800;
    private static final String SCOPE = "oos";

    /**
     * Reads the data and embeds what is not embedded yet.
     *
     * @param data the folder with {@code clinc150.tsv} and {@code xquad_questions.tsv}
     * @param cache where vectors are kept
     */
    public static Corpus load(Path data, Path cache, int threads, Consumer<String> progress) throws IOException {
        List<Asked> known = new ArrayList<>();
        List<Asked> outOfScope = new ArrayList<>();
        for (String[] row : rows(data.resolve("clinc150.tsv"))) {
            (row[2].equals(SCOPE) ? outOfScope : known).add(new Asked(row[2], row[1], row[3]));
        }
        List<Asked> foreign = new ArrayList<>();
        for (String[] row : rows(data.resolve("xquad_questions.tsv"))) {
            if (!row[0].equals("en")) {
                foreign.add(new Asked(row[0], "other language", row[2]));
            }
        }
        SplittableRandom random = new SplittableRandom(150);
        List<Asked> some = shuffled(known, random).stream()
                .collect(Collectors.groupingBy(Asked::intent, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(asked -> asked.stream().limit(DISTURBED))
                .toList();
        Map<Disturbance, List<Asked>> disturbed = new EnumMap<>(Disturbance.class);
        for (Disturbance disturbance : Disturbance.values()) {
            disturbed.put(
                    disturbance,
                    some.stream()
                            .map(one -> new Asked(
                                    one.intent(),
                                    one.domain(),
                                    disturbance.of(one.text(), one.text().hashCode())))
                            .toList());
        }
        Corpus texts = new Corpus(known, outOfScope, shuffled(foreign, random).subList(0, FOREIGN), disturbed);
        return texts.embedded(new VectorFile(cache), threads, progress);
    }

    private Corpus embedded(VectorFile file, int threads, Consumer<String> progress) throws IOException {
        List<Asked> all = new ArrayList<>(known);
        all.addAll(outOfScope);
        all.addAll(foreign);
        disturbed.values().forEach(all::addAll);
        Map<String, float[]> vectors = file.of(all.stream().map(Asked::text).toList(), threads, progress);
        Map<Disturbance, List<Asked>> ones = new EnumMap<>(Disturbance.class);
        FormReader forms = new FormReader();
        disturbed.forEach((disturbance, asked) -> ones.put(disturbance, embedded(asked, vectors, forms)));
        return new Corpus(
                embedded(known, vectors, forms),
                embedded(outOfScope, vectors, forms),
                embedded(foreign, vectors, forms),
                ones);
    }

    private static List<Asked> embedded(List<Asked> asked, Map<String, float[]> vectors, FormReader forms) {
        return asked.stream()
                .map(one -> new Asked(
                        one.intent(),
                        one.domain(),
                        one.text(),
                        vectors.getOrDefault(one.text(), new float[0]),
                        forms.of(one.text())))
                .toList();
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();
    }

    private static List<Asked> shuffled(List<Asked> asked, SplittableRandom random) {
        List<Asked> mixed = new ArrayList<>(asked);
        for (int i = mixed.size() - 1; i > 0; i--) {
            Collections.swap(mixed, i, random.nextInt(i + 1));
        }
        return mixed;
    }
}
