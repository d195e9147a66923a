package dev.plumbline.evaluator.work;

import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.reading.InputReader;
import dev.plumbline.evaluator.reading.Material;
import dev.plumbline.evaluator.scores.Outcome;
import dev.plumbline.evaluator.scores.Score;
import dev.plumbline.evaluator.scoring.ranking.RankingScores;
import dev.plumbline.evaluator.scoring.ranking.Relevance;
import dev.plumbline.tracestore.Truth;

import java.util.List;
import java.util.Map;

/** Ranks the documents of one request against all that is known of their relevance now. */
final class RankingScoring {
    private final RankingScores scores;

    RankingScoring(int places) {
        if (places < 1) {
            throw new IllegalArgumentException("plumbline.scoring.ranking-places is not above 0: " + places);
        }
        this.scores = new RankingScores(places);
    }

    Outcome score(Job job, Material material, List<Truth> truths) {
        Map<String, Double> grades = Relevance.of(truths.stream()
                .map(truth -> new Relevance.Statement(truth.name(), truth.value(), truth.label()))
                .toList());
        if (grades.isEmpty()) {
            return Outcome.without(job, JobEnd.notScored("no grade of relevance"));
        }
        List<Score> ranked = scores.of(InputReader.documentIds(material), grades).stream()
                .map(one -> new Score(one.rubric(), one.scorer(), one.finding(), null))
                .toList();
        return new Outcome(job, JobEnd.SCORED, material.request(), ranked);
    }
}
