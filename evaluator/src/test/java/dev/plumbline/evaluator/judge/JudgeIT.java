package dev.plumbline.evaluator.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.fixture.ByHand;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.fixture.MutableClock;
import dev.plumbline.evaluator.fixture.TraceData;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.jobs.NewJob;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer.Answer;
import dev.plumbline.evaluator.judge.trail.TrailClient;
import dev.plumbline.evaluator.reading.Spans;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.tracestore.database.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The judge against a server on loopback that speaks the real protocol, step by step, under a clock that stands. */
@QuarkusTest
@TestProfile(ByHand.class)
class JudgeIT {
    private static final String ANSWER = "A day ticket costs 17 dollars and is valid on buses.";

    @Inject
    JudgeCycle cycle;

    @Inject
    JobStore jobs;

    @Inject
    DataSource source;

    @Inject
    MutableClock clock;

    @Inject
    TrailClient trail;

    JudgeServer judge;

    private final Database database = new Database();
    private final TraceData traces = new TraceData();

    @BeforeEach
    void reset() throws InterruptedException {
        database.empty();
        // Past whatever outage a test before left behind.
        clock.advance(Duration.ofHours(2));
        judge.behave(call -> Answer.verdict("pass", "clear", ANSWER));
        RequestRef ended = request(ANSWER);
        while (cycle.run()) {
            // An answer ends the row of faults.
        }
        assertThat(database.end(ended, "judge")).isEqualTo("scored");
        database.empty();
        judge.asked().clear();
    }

    @Test
    void verdict_isAScore_withItsTokensAndItsSampling() throws Exception {
        // given
        judge.behave(call -> Answer.verdict("fail", "complete", "valid on buses"));
        RequestRef request = request(ANSWER);

        // when
        assertThat(cycle.run()).isTrue();

        // then
        assertThat(database.end(request, "judge")).isEqualTo("scored");
        assertThat(database.score(request, "helpful"))
                .containsEntry("scorer", "judge:m/1")
                .containsEntry("label", "fail")
                .containsEntry("value", 0.0)
                .containsEntry("explanation", "broken: complete; evidence: answer 37-51")
                .containsEntry("tokens_in", 100L)
                .containsEntry("tokens_out", 20L)
                .containsEntry("probability", 0.25)
                .containsEntry("reason", "rate")
                .containsEntry("policy_version", 3);
        assertThat(database.rows("SELECT calls, tokens_in, tokens_out FROM eval.judge_day"))
                .containsExactly(Map.of("calls", 1, "tokens_in", 100L, "tokens_out", 20L));
        assertThat(database.count("eval.outbox")).isEqualTo(1);
        assertThat(judge.asked().get(0).lastMessage()).contains(ANSWER).contains("What does it cost?");
    }

    @Test
    void eachCall_isATrace_thatLinksToWhatWasJudged_andHoldsNoContent() throws Exception {
        // given: a verdict that needs a repair
        trail.send();
        judge.traces().clear();
        judge.behave(call -> judge.asked().size() == 1
                ? Answer.said("It passes.")
                : Answer.verdict("pass", "clear", "valid on buses"));
        RequestRef request = request(ANSWER);
        cycle.run();

        // when
        trail.send();

        // then
        assertThat(judge.traces()).hasSize(1);
        JsonNode spans = judge.traces().get(0).at("/resourceSpans/0/scopeSpans/0/spans");
        assertThat(spans).hasSize(2);
        assertThat(spans.get(0).get("traceId")).isNotEqualTo(spans.get(1).get("traceId"));
        assertThat(spans.get(0).at("/status/message").textValue()).isEqualTo("unusable verdict");
        assertThat(spans.get(1).at("/links/0/traceId").textValue()).isEqualTo(request.traceId());
        assertThat(spans.get(1).at("/events/0/name").textValue()).isEqualTo("gen_ai.evaluation.result");
        assertThat(judge.traces().get(0).toString())
                .doesNotContain("17 dollars")
                .doesNotContain("cost?");
    }

    @Test
    void emptyAnswer_isJudgedWithoutACall() throws Exception {
        RequestRef request = request("  ");

        cycle.run();

        assertThat(database.score(request, "helpful")).containsEntry("label", "fail");
        assertThat(judge.asked()).isEmpty();
    }

    @Test
    void row19_answerThatCannotBeUsed_isRepairedOnce() throws Exception {
        judge.behave(call -> judge.asked().size() == 1
                ? Answer.said("I would say it passes.")
                : Answer.verdict("pass", "clear", "valid on buses"));
        RequestRef request = request(ANSWER);

        cycle.run();

        assertThat(database.score(request, "helpful"))
                .containsEntry("label", "pass")
                .containsEntry("tokens_in", 200L);
        assertThat(judge.asked()).hasSize(2);
        assertThat(judge.asked().get(1).lastMessage()).contains("not one JSON object");
    }

    @Test
    void row19_answerThatStaysUnusable_failsWithItsReason() throws Exception {
        judge.behave(call -> Answer.verdict("pass", "clear", "this was never said"));
        RequestRef request = request(ANSWER);

        cycle.run();

        assertThat(database.end(request, "judge")).isEqualTo("failed: judge unusable");
        assertThat(judge.asked()).hasSize(2);
        assertThat(database.scores(request)).isEmpty();
    }

    @Test
    void row18_tooManyRequests_costsNoAttempt_andNobodyIsAskedUntilTheTimeIsOver() throws Exception {
        // given
        judge.behave(call -> Answer.of(429, "{}", "Retry-After", "90"));
        RequestRef first = request(ANSWER);
        RequestRef second = request(ANSWER + " Children pay half.");
        cycle.run();
        assertThat(judge.asked()).hasSize(1);

        // when: still within the 90 seconds
        clock.advance(Duration.ofSeconds(89));
        assertThat(cycle.run()).isFalse();

        // then
        assertThat(judge.asked()).hasSize(1);
        assertThat(database.rows("SELECT DISTINCT attempts, state FROM eval.job"))
                .containsExactly(Map.of("attempts", 0, "state", "open"));
        judge.behave(call -> Answer.verdict("pass", "clear", ANSWER));
        clock.advance(Duration.ofSeconds(1));
        cycle.run();
        cycle.run();
        assertThat(database.end(first, "judge")).isEqualTo("scored");
        assertThat(database.end(second, "judge")).isEqualTo("scored");
    }

    @Test
    void row18_judgeThatStaysAway_endsWhatHasWaitedTooLong_askedOrNot() throws Exception {
        // given
        judge.behave(call -> Answer.of(500, ""));
        RequestRef asked = request(ANSWER);
        RequestRef neverAsked = request(ANSWER + " Children pay half.");
        cycle.run();

        // when: longer than plumbline.judge.wait-while-away
        for (int minute = 0; minute < 32; minute++) {
            clock.advance(Duration.ofMinutes(1));
            cycle.run();
        }
        clock.advance(Duration.ofSeconds(11));
        cycle.run();

        // then
        assertThat(database.end(asked, "judge")).isEqualTo("failed: judge unavailable");
        assertThat(database.end(neverAsked, "judge")).isEqualTo("failed: judge unavailable");
        assertThat(database.rows("SELECT DISTINCT end_detail FROM eval.job"))
                .containsExactly(Map.of("end_detail", "HTTP 500"));
    }

    @Test
    void row17_judgeThatHangs_costsAttempts_andTheJobEnds() throws Exception {
        judge.behave(call -> {
            new CountDownLatch(1).await(20, TimeUnit.SECONDS);
            return Answer.said("late");
        });
        RequestRef request = request(ANSWER);

        for (int attempt = 0; attempt < 2; attempt++) {
            cycle.run();
            assertThat(database.end(request, "judge")).isEqualTo("open");
            clock.advance(Duration.ofMinutes(2));
        }
        clock.advance(Duration.ofMinutes(10));
        cycle.run();

        assertThat(database.end(request, "judge")).isEqualTo("failed: judge unavailable");
        assertThat(database.rows("SELECT attempts, end_detail FROM eval.job"))
                .containsExactly(Map.of("attempts", 2, "end_detail", "no answer within PT2S"));
        assertThat(judge.asked()).hasSize(2);
    }

    @Test
    void contentThatTheEndpointRefuses_failsAtOnce() throws Exception {
        judge.behave(call -> Answer.of(400, "{\"error\": \"context length\"}"));
        RequestRef request = request(ANSWER);

        cycle.run();

        assertThat(database.end(request, "judge")).isEqualTo("failed: judge refuses");
    }

    @Test
    void budget_isNeverExceeded_howeverManyAskAtOnce_andWhatItCutsIsNamed() throws Exception {
        // given: a budget of five calls and twelve requests
        List<RequestRef> requests = IntStream.range(0, 12)
                .mapToObj(i -> request(ANSWER + " Line " + i + "."))
                .toList();

        // when
        ExecutorService workers = Executors.newFixedThreadPool(8);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            done.add(workers.submit(() -> {
                while (cycle.run()) {
                    // Until there is no job.
                }
                return null;
            }));
        }
        for (Future<?> worker : done) {
            worker.get();
        }
        workers.shutdown();

        // then
        assertThat(judge.asked()).hasSize(5);
        assertThat(requests.stream().map(request -> database.end(request, "judge")))
                .containsOnly("scored", "not_scored: budget");
        assertThat(requests.stream()
                        .filter(request -> database.end(request, "judge").equals("scored")))
                .hasSize(5);

        // and the next day there is a new one
        clock.advance(Duration.ofDays(1));
        RequestRef tomorrow = request(ANSWER + " Tomorrow.");
        cycle.run();
        assertThat(database.end(tomorrow, "judge")).isEqualTo("scored");
    }

    @Test
    void settledAgainWithTheSameContent_isNotPaidForTwice() throws Exception {
        // given
        RequestRef request = request(ANSWER);
        cycle.run();

        // when: a late span settles the request again; nothing that the judge sees has changed
        traces.store(Spans.request(request, 2, SpanStatus.OK));
        open(request, 2);
        cycle.run();

        // then
        assertThat(judge.asked()).hasSize(1);
        assertThat(database.score(request, "helpful"))
                .containsEntry("version", 2)
                .containsEntry("label", "pass")
                .containsEntry("tokens_in", 100L);
    }

    @Test
    void jobThatKeepsCrashingItsWorker_ends() throws Exception {
        RequestRef request = request(ANSWER);
        for (int i = 0; i < 5; i++) {
            assertThat(jobs.lease(JobKind.JUDGE, 1, clock.instant(), Duration.ofMinutes(1)))
                    .hasSize(1);
            clock.advance(Duration.ofMinutes(1));
        }

        cycle.run();

        assertThat(database.end(request, "judge")).isEqualTo("failed: attempts");
        assertThat(judge.asked()).isEmpty();
    }

    /** A stored request with an open job of the judge. */
    private RequestRef request(String answer) {
        RequestRef ref = new RequestRef(1, TraceData.traceId(), Spans.id(1));
        Request request = Spans.request(ref, 1, SpanStatus.OK);
        traces.store(
                request,
                Spans.span(ref, 1, null, SpanKind.LLM, Spans.said("What does it cost?", answer), Spans.model("stop")));
        open(ref, 1);
        return ref;
    }

    private void open(RequestRef ref, int version) {
        NewJob job = new NewJob(
                ref,
                JobKind.JUDGE,
                version,
                "support-assistant",
                Spans.START,
                new SamplingDecision(true, 0.25, "rate", 3));
        Sql.transaction(source, connection -> jobs.open(connection, List.of(job), clock.instant()));
    }
}
