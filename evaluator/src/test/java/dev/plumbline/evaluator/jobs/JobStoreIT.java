package dev.plumbline.evaluator.jobs;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.fixture.ByHand;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.fixture.TraceData;
import dev.plumbline.evaluator.reading.Spans;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.evaluator.scores.Outcome;
import dev.plumbline.evaluator.scores.ResultStore;
import dev.plumbline.evaluator.scores.Score;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.tracestore.database.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@QuarkusTest
@TestProfile(ByHand.class)
class JobStoreIT {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(2);

    @Inject
    JobStore jobs;

    @Inject
    JobReportStore report;

    @Inject
    ResultStore results;

    @Inject
    DataSource source;

    private final Database database = new Database();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void leaseThatRanOut_isTakenOver_andTheStaleWorkerWritesNothing() {
        // given: a worker that leased and then stood still
        RequestRef request = open(1);
        Job stale = jobs.lease(JobKind.SCORERS, 10, NOW, LEASE).get(0);
        assertThat(jobs.lease(JobKind.SCORERS, 10, NOW.plus(LEASE).minusMillis(1), LEASE))
                .isEmpty();

        // when
        Job taken = jobs.lease(JobKind.SCORERS, 10, NOW.plus(LEASE), LEASE).get(0);

        // then
        assertThat(taken.fence()).isGreaterThan(stale.fence());
        assertThat(taken.attempts()).isEqualTo(2);
        assertThat(end(stale, 1, "stale")).isEmpty();
        assertThat(database.scores(request)).isEmpty();
        assertThat(database.count("eval.outbox")).isZero();
        assertThat(end(taken, 1, "taken")).hasSize(1);
        assertThat(database.score(request, "rubric")).containsEntry("explanation", "taken");
        assertThat(end(stale, 1, "stale")).isEmpty();
        assertThat(database.score(request, "rubric")).containsEntry("explanation", "taken");
        assertThat(database.count("eval.outbox")).isEqualTo(1);
    }

    @Test
    void higherVersionDuringTheWork_fencesIt() {
        RequestRef request = open(1);
        Job older = jobs.lease(JobKind.SCORERS, 10, NOW, LEASE).get(0);

        open(request, 2, SamplingDecision.all(1));

        assertThat(end(older, 1, "older")).isEmpty();
        assertThat(database.end(request, "scorers")).isEqualTo("open");
        Job newer = jobs.lease(JobKind.SCORERS, 10, NOW, LEASE).get(0);
        assertThat(newer.version()).isEqualTo(2);
        assertThat(newer.attempts()).isEqualTo(1);
    }

    @Test
    void fencedJobInABatch_takesNoOtherDown() {
        RequestRef lost = open(1);
        RequestRef kept = open(1);
        List<Job> leased = jobs.lease(JobKind.SCORERS, 10, NOW, LEASE);
        open(lost, 2, SamplingDecision.all(1));

        List<Outcome> stored =
                results.end(leased.stream().map(job -> outcome(job, 1, "first")).toList(), Set.of(), NOW);

        assertThat(stored).extracting(outcome -> outcome.job().request()).containsExactly(kept);
        assertThat(database.end(kept, "scorers")).isEqualTo("scored");
        assertThat(database.end(lost, "scorers")).isEqualTo("open");
    }

    @Test
    void equalOrLowerVersion_isNothing_evenInOneBatch() {
        RequestRef request = open(5);
        SamplingDecision all = SamplingDecision.all(1);
        end(jobs.lease(JobKind.SCORERS, 10, NOW, LEASE).get(0), 5, "five");

        assertThat(open(List.of(job(request, 5, all), job(request, 4, all), job(request, 5, all))))
                .isZero();
        assertThat(database.end(request, "scorers")).isEqualTo("scored");
        assertThat(open(List.of(job(request, 4, all), job(request, 7, all), job(request, 6, all))))
                .isEqualTo(1);
        assertThat(jobs.lease(JobKind.SCORERS, 10, NOW, LEASE))
                .extracting(Job::version)
                .containsExactly(7);
    }

    @Test
    void manyWorkers_leaseEachJobOnce() throws Exception {
        // given
        Set<RequestRef> all = new HashSet<>();
        List<NewJob> opened = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            RequestRef request = ref();
            all.add(request);
            opened.add(job(request, 1, SamplingDecision.all(1)));
        }
        open(opened);

        // when
        List<RequestRef> leased = Collections.synchronizedList(new ArrayList<>());
        ExecutorService workers = Executors.newFixedThreadPool(6);
        List<Future<?>> done = new ArrayList<>();
        IntStream.range(0, 6)
                .forEach(worker -> done.add(workers.submit(() -> {
                    List<Job> batch;
                    do {
                        batch = jobs.lease(JobKind.SCORERS, 7, NOW, LEASE);
                        batch.forEach(job -> leased.add(job.request()));
                    } while (!batch.isEmpty());
                })));
        for (Future<?> worker : done) {
            worker.get();
        }
        workers.shutdown();

        // then
        assertThat(leased).hasSize(300).hasSameElementsAs(all);
    }

    @Test
    void jobGivenBack_isDueAgainLater_andMayKeepItsAttempt() {
        open(1);
        Job job = jobs.lease(JobKind.SCORERS, 10, NOW, LEASE).get(0);

        jobs.release(job, NOW.plusSeconds(30), false, "the judge is away");

        assertThat(jobs.lease(JobKind.SCORERS, 10, NOW.plusSeconds(29), LEASE)).isEmpty();
        Job again = jobs.lease(JobKind.SCORERS, 10, NOW.plusSeconds(30), LEASE).get(0);
        assertThat(again.attempts()).isEqualTo(1);
        jobs.release(job, NOW, true, "too late");
        assertThat(jobs.lease(JobKind.SCORERS, 10, NOW.plusSeconds(30), LEASE)).isEmpty();
    }

    @Test
    void decision_onceMade_stands_andARuleAddsToIt() {
        SamplingDecision passedOver = new SamplingDecision(false, 0.1, "none", 1);
        SamplingDecision chosen = new SamplingDecision(true, 0.1, "rate", 2);
        SamplingDecision ruled = new SamplingDecision(true, 1, "rule:error", 2, 0.1);

        // a request passed over stays so under a later policy
        RequestRef first = ref();
        open(first, 1, passedOver);
        assertThat(database.end(first, "scorers")).isEqualTo("not_scored: not sampled");
        open(first, 2, chosen);
        assertThat(database.end(first, "scorers")).isEqualTo("not_scored: not sampled");

        // until a rule takes it
        open(first, 3, ruled);
        assertThat(jobs.lease(JobKind.SCORERS, 10, NOW, LEASE))
                .extracting(Job::sampling)
                .containsExactly(ruled);

        // a request chosen by rate stays so, whatever a rule says later
        RequestRef second = ref();
        open(second, 1, chosen);
        open(second, 2, ruled);
        assertThat(jobs.lease(JobKind.SCORERS, 10, NOW, LEASE))
                .extracting(Job::sampling)
                .containsExactly(chosen);
    }

    @Test
    void counts_showWhatWaitsRunsAndEnded_withAges() {
        open(1);
        jobs.lease(JobKind.SCORERS, 1, NOW, LEASE);
        open(1);
        RequestRef ended = open(1);
        database.execute("UPDATE eval.job SET due_at = due_at - interval '1 hour' WHERE trace_id = decode('"
                + ended.traceId() + "', 'hex')");
        end(jobs.lease(JobKind.SCORERS, 1, NOW, LEASE).get(0), 1, "done");

        Instant later = NOW.plusSeconds(60);

        assertThat(report.counts(later))
                .containsExactlyInAnyOrder(
                        new JobCount("scorers", "running", null, 1, 60L),
                        new JobCount("scorers", "waiting", null, 1, 60L),
                        new JobCount("scorers", "scored", null, 1, null));
    }

    @Test
    void sweep_forgetsOldEnds_andNothingThatIsOpen() {
        open(1);
        end(jobs.lease(JobKind.SCORERS, 1, NOW, LEASE).get(0), 1, "done");
        open(1);

        assertThat(report.sweep(NOW, 100)).isZero();
        assertThat(report.sweep(NOW.plusMillis(1), 100)).isEqualTo(1);
        assertThat(database.count("eval.job")).isEqualTo(1);
    }

    @Test
    void scoreThatTheDatabaseRefuses_failsItsJobAlone() {
        RequestRef bad = open(1);
        RequestRef good = open(1);
        List<Outcome> outcomes = jobs.lease(JobKind.SCORERS, 10, NOW, LEASE).stream()
                .map(job -> outcome(job, 1, job.request().equals(bad) ? "null \0 character" : "fine"))
                .toList();

        results.end(outcomes, Set.of(), NOW);

        assertThat(database.end(bad, "scorers")).isEqualTo("failed: not storable");
        assertThat(database.end(good, "scorers")).isEqualTo("scored");
        assertThat(database.scores(good)).hasSize(1);
    }

    @Test
    void scoresOfAnOlderVersion_areReplaced_whicheverScorerGaveThem() {
        RequestRef request = open(1);
        end(jobs.lease(JobKind.SCORERS, 1, NOW, LEASE).get(0), 1, "old");
        database.execute("UPDATE eval.score SET scorer = 'older/1'");

        open(request, 2, SamplingDecision.all(1));
        end(jobs.lease(JobKind.SCORERS, 1, NOW, LEASE).get(0), 2, "new");

        assertThat(database.scores(request))
                .extracting(row -> row.get("scorer"), row -> row.get("explanation"))
                .containsExactly(tuple("scorer/1", "new"));
    }

    private List<Outcome> end(Job job, int version, String explanation) {
        return results.end(List.of(outcome(job, version, explanation)), Set.of(), NOW);
    }

    private static Outcome outcome(Job job, int version, String explanation) {
        Request request = Spans.request(job.request(), version, SpanStatus.OK);
        return new Outcome(
                job,
                JobEnd.SCORED,
                request,
                List.of(new Score("rubric", "scorer/1", Finding.pass(1, explanation), null)));
    }

    private RequestRef open(int version) {
        RequestRef request = ref();
        open(request, version, SamplingDecision.all(1));
        return request;
    }

    private void open(RequestRef request, int version, SamplingDecision sampling) {
        open(List.of(job(request, version, sampling)));
    }

    private int open(List<NewJob> opened) {
        return Sql.transaction(source, connection -> jobs.open(connection, opened, NOW))
                .getOrDefault(JobKind.SCORERS, 0);
    }

    private static NewJob job(RequestRef request, int version, SamplingDecision sampling) {
        return new NewJob(request, JobKind.SCORERS, version, "support-assistant", Spans.START, sampling);
    }

    private static RequestRef ref() {
        return new RequestRef(1, TraceData.traceId(), Spans.id(1));
    }
}
