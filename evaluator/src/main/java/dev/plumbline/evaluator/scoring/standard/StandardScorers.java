package dev.plumbline.evaluator.scoring.standard;

import dev.plumbline.evaluator.scoring.RubricScorer;
import dev.plumbline.evaluator.scoring.Scorer;
import dev.plumbline.evaluator.scoring.heuristic.AnswerPresent;
import dev.plumbline.evaluator.scoring.heuristic.JsonContract;
import dev.plumbline.evaluator.scoring.heuristic.LengthContract;
import dev.plumbline.evaluator.scoring.heuristic.Refusal;
import dev.plumbline.evaluator.scoring.heuristic.RefusalPhrases;
import dev.plumbline.evaluator.scoring.heuristic.Repetition;
import dev.plumbline.evaluator.scoring.language.OneLanguage;
import dev.plumbline.evaluator.scoring.language.SameLanguage;
import dev.plumbline.evaluator.scoring.leak.PrivateData;
import dev.plumbline.evaluator.scoring.leak.PromptLeak;
import dev.plumbline.evaluator.scoring.retrieval.Grounded;
import dev.plumbline.evaluator.scoring.retrieval.SentenceVectors;

import java.util.ArrayList;
import java.util.List;

/**
 * The scorers of every request, under their rubrics and versions. A change of what a scorer says of any input is a new
 * version: its scores then stand beside those of the version before and are never mixed with them.
 */
public final class StandardScorers {
    private StandardScorers() {}

    public static List<RubricScorer> withoutEmbedding() {
        return List.copyOf(withoutEmbedding(new Refusal(RefusalPhrases.load())));
    }

    public static List<RubricScorer> all(SentenceVectors vectors) {
        Scorer refusal = new Refusal(RefusalPhrases.load());
        List<RubricScorer> scorers = withoutEmbedding(refusal);
        scorers.add(new RubricScorer("grounded", "grounding/1", new Grounded(vectors, refusal)));
        return List.copyOf(scorers);
    }

    private static List<RubricScorer> withoutEmbedding(Scorer refusal) {
        return new ArrayList<>(List.of(
                new RubricScorer("answer_present", "answer_present/1", new AnswerPresent()),
                new RubricScorer("refusal", "refusal/1", refusal),
                new RubricScorer("length_contract", "length_contract/1", new LengthContract()),
                new RubricScorer("json_contract", "json_contract/1", new JsonContract()),
                new RubricScorer("repetition", "repetition/1", new Repetition()),
                new RubricScorer("same_language", "same_language/1", new SameLanguage()),
                new RubricScorer("one_language", "one_language/1", new OneLanguage()),
                new RubricScorer("private_data", "private_data/1", new PrivateData()),
                new RubricScorer("prompt_leak", "prompt_leak/1", new PromptLeak())));
    }
}
