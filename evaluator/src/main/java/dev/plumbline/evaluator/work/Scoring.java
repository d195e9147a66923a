package dev.plumbline.evaluator.work;

import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.reading.InputReader;
import dev.plumbline.evaluator.reading.Material;
import dev.plumbline.evaluator.scores.Outcome;
import dev.plumbline.evaluator.scores.Score;
import dev.plumbline.evaluator.scoring.RubricScorer;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.scoring.language.QuestionLanguage;
import dev.plumbline.tracestore.Truth;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Runs all scorers on one request. One that breaks takes no other down: the job fails by its name, the rest stands. */
final class Scoring {
    private static final Logger LOG = Logger.getLogger(Scoring.class);

    private final InputReader reader;
    private final Function<String, List<RubricScorer>> scorers;
    private final RankingScoring ranking;
    private final MeterRegistry metrics;
    private final QuestionLanguage language = new QuestionLanguage();

    /** @param scorers of a feature */
    Scoring(
            InputReader reader,
            Function<String, List<RubricScorer>> scorers,
            RankingScoring ranking,
            MeterRegistry metrics) {
        this.reader = reader;
        this.scorers = scorers;
        this.ranking = ranking;
        this.metrics = metrics;
    }

    /** How the documents were ranked, by what is known of them now. */
    Outcome rank(Job job, Material material, List<Truth> truths) {
        Outcome ranked = ranking.score(job, material, truths);
        return reader.read(material)
                .map(input -> ranked.in(language.of(input.question())))
                .orElse(ranked);
    }

    Outcome score(Job job, Material material) {
        Optional<ScoringInput> input = reader.read(material);
        if (input.isEmpty()) {
            return Outcome.without(job, JobEnd.notScored("content removed"));
        }
        List<Score> scores = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (RubricScorer scorer : scorers.apply(material.request().origin().feature())) {
            try {
                scores.add(score(scorer, input.get()));
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                LOG.warnf(e, "scorer %s broke on %s", scorer.id(), job.request());
                broken.add(scorer.id() + ": " + e.getClass().getSimpleName());
            }
        }
        JobEnd end = broken.isEmpty() ? JobEnd.SCORED : JobEnd.failed("scorer", String.join(", ", broken));
        return new Outcome(job, end, material.request(), scores)
                .in(language.of(input.get().question()));
    }

    private Score score(RubricScorer scorer, ScoringInput input) {
        return Objects.requireNonNull(metrics.timer("plumbline.scorer", "scorer", scorer.id())
                .record(() ->
                        new Score(scorer.rubric(), scorer.id(), scorer.scorer().score(input), null)));
    }
}
