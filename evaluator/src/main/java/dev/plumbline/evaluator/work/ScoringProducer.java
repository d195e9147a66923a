package dev.plumbline.evaluator.work;

import dev.plumbline.evaluator.reading.InputReader;
import dev.plumbline.evaluator.rubrics.RubricStore;
import dev.plumbline.evaluator.scoring.RubricScorer;
import dev.plumbline.evaluator.scoring.ScoringInput.Form;
import dev.plumbline.evaluator.scoring.contract.FormContract;
import dev.plumbline.evaluator.scoring.standard.StandardScorers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The deterministic scorers: those of every request, and those of what features have agreed. */
final class ScoringProducer {

    @Produces
    @Singleton
    Scoring scoring(ScoringConfig config, ModelVectors vectors, MeterRegistry metrics, RubricStore rubrics) {
        Contracts contracts = new Contracts(config, ScoringProducer::text);
        List<RubricScorer> scorers = new ArrayList<>(StandardScorers.all(vectors));
        scorers.addAll(agreed(contracts));
        Written written = new Written(rubrics::expressions);
        return new Scoring(
                new InputReader(contracts::of),
                feature -> together(scorers, written.of(feature)),
                new RankingScoring(config.rankingPlaces()),
                metrics);
    }

    private static List<RubricScorer> together(List<RubricScorer> standard, List<RubricScorer> written) {
        if (written.isEmpty()) {
            return standard;
        }
        List<RubricScorer> all = new ArrayList<>(standard);
        all.addAll(written);
        return all;
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
