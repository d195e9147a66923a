package dev.plumbline.bench.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.bench.evaluate.RepeatedTrials.Task;
import dev.plumbline.bench.measure.Table;
import dev.plumbline.evaluator.estimate.Agreement;
import dev.plumbline.evaluator.estimate.Labelled;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.scoring.Label;
import dev.plumbline.evaluator.scoring.RubricScorer;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.scoring.ScoringInput.Answer;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import dev.plumbline.evaluator.scoring.ScoringInput.Passages;
import dev.plumbline.evaluator.scoring.standard.StandardScorers;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * What is measured on real conversations and answers with true outcomes. They are no part of the project: a folder holds
 * {@code agent-conversations/*.jsonl.gz} ({@code task_id}, {@code reward}) and {@code labelled-answers/*.jsonl.gz}
 * ({@code query}, {@code answer}, {@code hallucination}).
 */
final class RealData {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONVERSATIONS = "agent-conversations/airline-gpt-4o.jsonl.gz";
    private static final String ANSWERS = "labelled-answers/general-chatgpt.jsonl.gz";

    private final Path folder;

    RealData(Path folder) {
        this.folder = folder;
    }

    /** Whether both files are there. */
    static boolean isIn(@Nullable String folder) {
        return folder != null && Files.exists(Path.of(folder, CONVERSATIONS)) && Files.exists(Path.of(folder, ANSWERS));
    }

    /** Which words say that they are not. */
    static String absence() {
        return "Repeated trials, and scorers against people's labels, are not measured: set PLUMBLINE_TEST_DATA to the folder"
                + " that holds " + CONVERSATIONS + " and " + ANSWERS + ".";
    }

    RepeatedTrials trials() throws IOException {
        Map<String, int[]> counts = new TreeMap<>();
        lines(CONVERSATIONS, line -> {
            int[] count = counts.computeIfAbsent(line.required("task_id").asText(), task -> new int[2]);
            count[0] += line.required("reward").asDouble() == 1 ? 1 : 0;
            count[1]++;
        });
        return new RepeatedTrials(counts.values().stream()
                .map(count -> new Task(count[0], count[1]))
                .toList());
    }

    /** Beside pass^k, what it would be if every trial had the same chance, whatever its task. */
    Table passPower() throws IOException {
        RepeatedTrials trials = trials();
        Table table = new Table("k", "all k trials done", "95 % interval", "tasks", "if trials were alike");
        double once = trials.passPower(1).mean();
        for (int k = 1; k <= trials.most(); k++) {
            RepeatedTrials.Estimate estimate = trials.passPower(k);
            table.row(
                    String.valueOf(k),
                    number(estimate.mean()),
                    number(estimate.low()) + " to " + number(estimate.high()),
                    String.valueOf(estimate.n()),
                    number(Math.pow(once, k)));
        }
        return table;
    }

    /** Whether what deterministic scorers call a failure is what people call a hallucination. */
    Table agreement() throws IOException {
        List<Judged> answers = answers();
        long hallucinated = answers.stream().filter(Judged::hallucinated).count();
        Table table =
                new Table("scorer", "n", "abstains", "fails", "labelled fail", "kappa", "sensitivity", "specificity");
        for (RubricScorer scorer : StandardScorers.withoutEmbedding()) {
            List<Labelled> labelled = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                Label label = scorer.scorer().score(answers.get(i).input()).label();
                if (label != Label.ABSTAIN) {
                    labelled.add(new Labelled(
                            "answer-" + i,
                            1,
                            label == Label.FAIL,
                            answers.get(i).hallucinated()));
                }
            }
            Agreement agreement = Agreement.of(labelled);
            table.row(
                    scorer.id(),
                    String.valueOf(labelled.size()),
                    String.valueOf(answers.size() - labelled.size()),
                    String.valueOf(
                            agreement.counts().failFail() + agreement.counts().failPass()),
                    String.valueOf(hallucinated),
                    rate(agreement.kappa()),
                    rate(agreement.sensitivity()),
                    rate(agreement.specificity()));
        }
        return table;
    }

    private record Judged(ScoringInput input, boolean hallucinated) {}

    private List<Judged> answers() throws IOException {
        List<Judged> answers = new ArrayList<>();
        lines(
                ANSWERS,
                line -> answers.add(new Judged(
                        new ScoringInput(
                                line.required("query").asText(),
                                new Answer(line.required("answer").asText(), true, false, List.of()),
                                Passages.NONE,
                                OutputContract.NONE),
                        line.required("hallucination").asBoolean())));
        return answers;
    }

    private void lines(String file, Consumer<JsonNode> taken) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(file))), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                taken.accept(JSON.readTree(line));
            }
        }
    }

    private static String rate(@Nullable Rate rate) {
        return rate == null
                ? "-"
                : number(rate.estimate()) + " (" + number(rate.low()) + " to " + number(rate.high()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
