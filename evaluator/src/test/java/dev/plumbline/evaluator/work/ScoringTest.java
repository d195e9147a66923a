package dev.plumbline.evaluator.work;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.reading.InputReader;
import dev.plumbline.evaluator.reading.Material;
import dev.plumbline.evaluator.reading.Spans;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.evaluator.scores.Outcome;
import dev.plumbline.evaluator.scores.Score;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.RubricScorer;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ScoringTest {
    private static final RequestRef REF = new RequestRef(1, "0af7651916cd43dd8448eb211c80319c", Spans.id(1));
    private static final Job JOB = new Job(REF, JobKind.SCORERS, 1, SamplingDecision.all(1), 1, 1, Instant.EPOCH);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void brokenScorer_takesNoOtherDown_andTheJobFailsByItsName() {
        Scoring scoring = scoring(
                new RubricScorer("first", "first/1", input -> Finding.pass(1, "fine")),
                new RubricScorer("broken", "broken/2", input -> {
                    throw new IllegalStateException("planted");
                }),
                new RubricScorer("endless", "endless/1", input -> {
                    throw new StackOverflowError();
                }),
                new RubricScorer("last", "last/1", input -> Finding.abstain("nothing")));

        Outcome outcome = scoring.score(JOB, material());

        assertThat(outcome.scores()).extracting(Score::name).containsExactly("first", "last");
        assertThat(outcome.end())
                .isEqualTo(JobEnd.failed("scorer", "broken/2: IllegalStateException, endless/1: StackOverflowError"));
        assertThat(metrics.get("plumbline.scorer")
                        .tag("scorer", "broken/2")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void allFindings_abstentionsToo_endTheJobAsScored() {
        Outcome outcome = scoring(new RubricScorer("only", "only/1", input -> Finding.abstain("nothing")))
                .score(JOB, material());

        assertThat(outcome.end()).isEqualTo(JobEnd.SCORED);
        assertThat(outcome.scores()).hasSize(1);
    }

    private Scoring scoring(RubricScorer... scorers) {
        return new Scoring(
                new InputReader(feature -> OutputContract.NONE),
                feature -> List.of(scorers),
                new RankingScoring(10),
                metrics);
    }

    private static Material material() {
        return new Material(
                Spans.request(REF, 1, SpanStatus.OK),
                List.of(Spans.span(REF, 1, null, SpanKind.LLM, Spans.said("?", "!"))));
    }
}
