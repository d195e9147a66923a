package dev.plumbline.drift.detect;

import dev.plumbline.drift.reference.Observation;
import dev.plumbline.embedding.Embedder;
import dev.plumbline.embedding.EmbedderSettings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promises of the detector on what people really ask: CLINC150 (Larson et al. 2019), 150 intents, embedded here. The
 * folder of the data is named by the variable PLUMBLINE_TEST_DATA.
 */
class RealTextIT {

    private static final int POOL = 6_000;
    private static final int WORLDS = 8;

    private static List<Asked> pool = List.of();
    private static List<List<Asked>> targets = List.of();

    private record Asked(String intent, float[] vector) {}

    @BeforeAll
    static void embed() throws IOException {
        String folder = System.getenv("PLUMBLINE_TEST_DATA");
        Assumptions.assumeTrue(
                folder != null, "skipped: set PLUMBLINE_TEST_DATA to the folder that holds drift/clinc150.tsv");
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(folder, "drift", "clinc150.tsv"))) {
            String[] row = line.split("\t", -1);
            if (!row[2].equals("oos") && !row[2].equals("intent")) {
                rows.add(row);
            }
        }
        Collections.shuffle(rows, new Random(1));
        List<String> intents =
                rows.stream().map(row -> row[2]).distinct().limit(WORLDS).toList();
        Set<String> chosen = new HashSet<>(intents);
        List<String[]> wanted = new ArrayList<>(rows.subList(0, POOL));
        rows.subList(POOL, rows.size()).stream()
                .filter(row -> chosen.contains(row[2]))
                .forEach(wanted::add);
        try (Embedder embedder = new Embedder(new EmbedderSettings(2, 256, 0, Path.of("target", "native")))) {
            List<float[]> vectors =
                    embedder.embed(wanted.stream().map(row -> row[3]).toList());
            List<Asked> asked = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                asked.add(new Asked(wanted.get(i)[2], vectors.get(i)));
            }
            pool = asked.stream().filter(one -> !chosen.contains(one.intent())).toList();
            targets = intents.stream()
                    .map(intent -> asked.stream()
                            .filter(one -> one.intent().equals(intent))
                            .toList())
                    .toList();
        }
    }

    @Test
    void quietTraffic_opensNothing() {
        int opened = 0;
        for (int world = 0; world < WORLDS; world++) {
            opened += new Run("quiet", new World(world)).look(20).size();
        }

        assertThat(opened).isZero();
    }

    /** Seven of eight, and nine of ten examples on the topic. */
    @Test
    void newIntentOfTenPercent_isFoundWithin700Sessions() {
        int found = 0;
        List<String> examples = new ArrayList<>();
        Set<String> intents = new TreeSet<>();
        for (int world = 0; world < WORLDS; world++) {
            World traffic = new World(world);
            Run run = new Run("new", traffic);
            traffic.share = 0.1;
            List<Change> opened = run.look(7).stream()
                    .filter(change -> change.type() == Change.Type.OPENED)
                    .toList();
            found += opened.isEmpty() ? 0 : 1;
            opened.forEach(change -> examples.addAll(change.examples()));
            intents.add(targets.get(world).get(0).intent());
        }

        assertThat(found).isGreaterThanOrEqualTo(7);
        assertThat(examples.stream().filter(intents::contains).count())
                .isGreaterThanOrEqualTo(Math.round(0.9 * examples.size()));
    }

    /** Sessions whose trace id names their intent; drawn without replacement. */
    private static final class World implements IntFunction<List<Observation>> {
        private final Random random;
        private final List<Asked> known;
        private final List<Asked> target;
        private double share;
        private int next;
        private int nextTarget;
        private long nano;

        World(int number) {
            random = new Random(number);
            known = new ArrayList<>(pool);
            Collections.shuffle(known, random);
            target = targets.get(number);
        }

        @Override
        public List<Observation> apply(int sessions) {
            List<Observation> asked = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                nano += 1_000_000_000L;
                Asked one = random.nextDouble() < share ? target.get(nextTarget++) : known.get(next++);
                asked.add(new Observation(nano, one.intent(), one.vector()));
            }
            return asked;
        }
    }

    @Test
    void pool_hasNoneOfTheTargets() {
        Set<String> known = pool.stream().map(Asked::intent).collect(Collectors.toSet());

        assertThat(targets)
                .hasSize(WORLDS)
                .allSatisfy(
                        target -> assertThat(known).doesNotContain(target.get(0).intent()));
    }
}
