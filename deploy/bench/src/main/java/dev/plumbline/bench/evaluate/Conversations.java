package dev.plumbline.bench.evaluate;

import dev.plumbline.bench.load.Prose;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.scoring.ScoringInput.Answer;
import dev.plumbline.evaluator.scoring.ScoringInput.Background;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import dev.plumbline.evaluator.scoring.ScoringInput.Passages;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Requests of the size that support assistants have: a question of 120 characters, an answer of 900, three passages of
 * 700, four earlier turns of 300 and instructions of 2,000 that all share. One answer in ten is JSON, one in ten is in
 * German, one in twenty names an address that nothing given contains.
 */
final class Conversations {
    private static final String GERMAN =
            "Sie können die Bestellung innerhalb von dreißig Tagen zurückschicken, wenn sie"
                    + " nicht benutzt worden ist. Bitte melden Sie sich dazu in Ihrem Konto an und wählen Sie die Bestellung aus. ";

    private Conversations() {}

    static List<ScoringInput> draw(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Prose prose = new Prose(random);
        List<String> instructions = List.of(prose.text(2_000));
        List<ScoringInput> inputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> passages = List.of(prose.text(700), prose.text(700), prose.text(700));
            List<String> said = List.of(prose.text(300), prose.text(300), prose.text(300), prose.text(300));
            boolean json = random.nextInt(10) == 0;
            inputs.add(new ScoringInput(
                    prose.text(120),
                    new Answer(answer(prose, random, json), true, false, List.of("stop")),
                    new Passages(passages, 0),
                    new OutputContract(null, 20_000, json),
                    new Background(instructions, said)));
        }
        return inputs;
    }

    private static String answer(Prose prose, SplittableRandom random, boolean json) {
        if (json) {
            return "{\"answer\": \"" + prose.text(850) + "\", \"sources\": [1, 3]}";
        }
        if (random.nextInt(10) == 0) {
            return GERMAN.repeat(5);
        }
        return prose.text(850)
                + (random.nextInt(20) == 0 ? " Write to service" + random.nextInt(99) + "@firma.eu." : "");
    }
}
