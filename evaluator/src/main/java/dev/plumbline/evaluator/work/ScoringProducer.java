package dev.plumbline.evaluator.work;

import dev.plumbline.evaluator.reading.InputReader;
import dev.plumbline.evaluator.scoring.RubricScorer;
import dev.plumbline.evaluator.scoring.Scorer;
import dev.plumbline.evaluator.scoring.ScoringInput.Form;
import dev.plumbline.evaluator.scoring.contract.FormContract;
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
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The deterministic scorers, under their rubrics and versions. A change of what a scorer says of any input is a new
 * version: its scores then stand beside those of the version before and are never mixed with them.
 */
final class ScoringProducer {

    @Produces
    @Singleton
    Scoring scoring(ScoringConfig config, ModelVectors vectors, MeterRegistry metrics) {
        Contracts contracts = new Contracts(config, ScoringProducer::text);
        Scorer refusal = new Refusal(RefusalPhrases.load());
        List<RubricScorer> scorers = new ArrayList<>(List.of(
                new RubricScorer("answer_present", "answer_present/1", new AnswerPresent()),
                new RubricScorer("refusal", "refusal/1", refusal),
                new RubricScorer("length_contract", "length_contract/1", new LengthContract()),
                new RubricScorer("json_contract", "json_contract/1", new JsonContract()),
                new RubricScorer("repetition", "repetition/1", new Repetition()),
                new RubricScorer("same_language", "same_language/1", new SameLanguage()),
                new RubricScorer("one_language", "one_language/1", new OneLanguage()),
                new RubricScorer("private_data", "private_data/1", new PrivateData()),
                new RubricScorer("prompt_leak", "prompt_leak/1", new PromptLeak()),
                new RubricScorer("grounded", "grounding/1", new Grounded(vectors, refusal))));
        scorers.addAll(agreed(contracts));
        return new Scoring(
                new InputReader(contracts::of), scorers, new RankingScoring(config.rankingPlaces()), metrics);
    }

    /** Only what some feature has agreed: a row that always abstains for each request would say nothing. */
    private static List<RubricScorer> agreed(Contracts contracts) {
        List<RubricScorer> agreed = new ArrayList<>();
        if (contracts.any(Form::schema)) {
            agreed.add(new RubricScorer(
                    "schema_contract", "schema_contract/1", new FormContract(Form::schema, "JSON Schema")));
        }
        if (contracts.any(Form::pattern)) {
            agreed.add(new RubricScorer(
                    "pattern_contract", "pattern_contract/1", new FormContract(Form::pattern, "regular expression")));
        }
        if (contracts.any(Form::markup)) {
            agreed.add(new RubricScorer(
                    "markup_contract", "markup_contract/1", new FormContract(Form::markup, "allowed markup")));
        }
        return agreed;
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
