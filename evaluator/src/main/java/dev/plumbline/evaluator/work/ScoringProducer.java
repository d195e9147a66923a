package dev.plumbline.evaluator.work;

import dev.plumbline.evaluator.reading.InputReader;
import dev.plumbline.evaluator.scoring.RubricScorer;
import dev.plumbline.evaluator.scoring.Scorer;
import dev.plumbline.evaluator.scoring.heuristic.AnswerPresent;
import dev.plumbline.evaluator.scoring.heuristic.JsonContract;
import dev.plumbline.evaluator.scoring.heuristic.LengthContract;
import dev.plumbline.evaluator.scoring.heuristic.Refusal;
import dev.plumbline.evaluator.scoring.heuristic.RefusalPhrases;
import dev.plumbline.evaluator.scoring.heuristic.Repetition;
import dev.plumbline.evaluator.scoring.retrieval.Grounded;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.util.List;

/**
 * The deterministic scorers, under their rubrics and versions. A change of what a scorer says of any input is a new
 * version: its scores then stand beside those of the version before and are never mixed with them.
 */
final class ScoringProducer {

    @Produces
    @Singleton
    Scoring scoring(ScoringConfig config, ModelVectors vectors, MeterRegistry metrics) {
        Scorer refusal = new Refusal(RefusalPhrases.load());
        return new Scoring(
                new InputReader(config::contract),
                List.of(
                        new RubricScorer("answer_present", "answer_present/1", new AnswerPresent()),
                        new RubricScorer("refusal", "refusal/1", refusal),
                        new RubricScorer("length_contract", "length_contract/1", new LengthContract()),
                        new RubricScorer("json_contract", "json_contract/1", new JsonContract()),
                        new RubricScorer("repetition", "repetition/1", new Repetition()),
                        new RubricScorer("grounded", "grounding/1", new Grounded(vectors, refusal))),
                metrics);
    }
}
