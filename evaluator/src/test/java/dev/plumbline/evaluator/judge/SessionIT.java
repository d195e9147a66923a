package dev.plumbline.evaluator.judge;

import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.fixture.Bus;
import dev.plumbline.evaluator.fixture.ByHand;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.fixture.MutableClock;
import dev.plumbline.evaluator.fixture.TraceData;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer.Answer;
import dev.plumbline.evaluator.reading.Spans;
import dev.plumbline.evaluator.rubrics.RubricFile;
import dev.plumbline.evaluator.rubrics.RubricStore;
import dev.plumbline.evaluator.scores.ResultStore;
import dev.plumbline.evaluator.sessions.SessionCycle;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whole sessions from the bus to a score of the judge, under a clock that stands. */
@QuarkusTest
@TestProfile(ByHand.class)
class SessionIT {
    private static final int PROJECT = 779;
    private static final long MINUTE = 60_000_000_000L;
    private static final String RUBRIC = """
            name: solved
            question: Is what the user came for solved at the end?
            target: session
            criteria:
              - id: goal
                text: The user has what they came for.
            """;

    private final Bus bus = new Bus();
    private final Database database = new Database();
    private final TraceData traces = new TraceData();

    @Inject
    SessionCycle sessions;

    @Inject
    JudgeCycle cycle;

    @Inject
    RubricStore rubrics;

    @Inject
    ResultStore results;

    @Inject
    MutableClock clock;

    JudgeServer judge;

    @BeforeEach
    void reset() {
        database.empty();
        clock.advance(Duration.ofDays(1));
        judge.asked().clear();
        rubrics.activate("helpful", null, "test", clock.instant());
        rubrics.add(RubricFile.read(RUBRIC), RUBRIC, "test", clock.instant());
        rubrics.activate("solved", 1, "test", clock.instant());
    }

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void session_isJudgedWhenItIsIdle_andAgainWhenItGoesOn() throws Exception {
        // given: two turns
        String session = TraceData.traceId();
        judge.behave(call -> Answer.verdict("fail", "goal", "It still does not open."));
        Request first = turn("whole", session, 0, "My tent does not open.", "Turn the handle to the left.");
        turn("whole", session, 1, "It still does not open.", "Then it is broken.");

        // when
        sessions.run();
        assertThat(database.end(first.ref(), "session")).isEqualTo("none");
        clock.advance(Duration.ofMinutes(16));
        work();

        // then
        assertThat(database.rows("SELECT end_detail FROM eval.job WHERE kind = 'session' AND end_detail IS NOT NULL"))
                .isEmpty();
        assertThat(database.end(first.ref(), "session")).isEqualTo("scored");
        assertThat(database.score(first.ref(), "solved"))
                .containsEntry("scorer", "judge:m/1")
                .containsEntry("label", "fail")
                .containsEntry("version", 1)
                .containsEntry("session_id", session)
                .containsEntry("probability", 1.0)
                .containsEntry("explanation", "broken: goal; evidence: conversation 89-112");
        assertThat(judge.asked()).hasSize(1);
        assertThat(judge.asked().get(0).lastMessage())
                .containsSubsequence(
                        "<<<CONVERSATION",
                        "[1, user]\nMy tent does not open.",
                        "[1, assistant]\nTurn the handle",
                        "[2, user]\nIt still does not open.",
                        "[2, assistant]\nThen it is broken.");

        // and the same again is nothing
        bus.send(first);
        String key = TraceData.traceId();
        turn("whole", key, 2, "x", "y");
        clock.advance(Duration.ofMinutes(16));
        sessions.run();
        assertThat(database.end(first.ref(), "session")).isEqualTo("scored");

        // and a turn more is another version
        judge.behave(call -> Answer.verdict("pass", "goal", "Now it works, thank you!"));
        turn("whole", session, 3, "Now it works, thank you!", "Enjoy.");
        clock.advance(Duration.ofMinutes(16));
        work();
        assertThat(database.score(first.ref(), "solved"))
                .containsEntry("label", "pass")
                .containsEntry("version", 2);
        assertThat(database.count("eval.outbox WHERE key = '" + first.ref().traceId() + "'"))
                .isEqualTo(2);
        listed(session)
                .then("items[0].stand.state", "idle")
                .then("items[0].stand.turns", 3)
                .then("items[0].stand.version", 2)
                .then("items[0].last.status", "OK")
                .then("items[0].judging.state", "scored")
                .then("items[0].judging.version", 2);
    }

    @Test
    void eventTime_makesASessionIdle_whereTheFeaturesTrafficHasGoneOn() {
        String early = TraceData.traceId();
        String late = TraceData.traceId();
        Request old = turn("whole", early, 0, "a", "b");
        turn("whole", TraceData.traceId(), 16, "c", "d");
        sessions.run();
        assertThat(database.end(old.ref(), "session")).isEqualTo("none");

        Request recent = turn("whole", late, 18, "e", "f");
        sessions.run();

        assertThat(database.end(old.ref(), "session")).isEqualTo("open");
        assertThat(database.end(recent.ref(), "session")).isEqualTo("none");
        listed(late).then("items[0].stand.state", "open").then("items[0].judging", null);
    }

    @Test
    void everySession_hasItsVisibleEnd() throws Exception {
        String passed = TraceData.traceId();
        String removed = TraceData.traceId();
        Request notDrawn = turn("silent", passed, 0, "a", "b");
        Request without = turn("whole", removed, 0, "a", "b");
        traces.removeContent(without.ref());
        clock.advance(Duration.ofMinutes(16));

        work();

        assertThat(database.end(notDrawn.ref(), "session")).isEqualTo("not_scored: not sampled");
        assertThat(database.end(without.ref(), "session")).isEqualTo("not_scored: content removed");
        listed(passed).then("items[0].judging.reason", "none").then("items[0].judging.end", "not sampled");
        results.end(List.of(), Set.of(without.ref()), clock.instant());
        assertThat(database.count("eval.session WHERE session = '" + removed + "'"))
                .isZero();
    }

    private void work() throws InterruptedException {
        sessions.run();
        boolean more = true;
        while (more) {
            more = cycle.run();
        }
    }

    /** @param minute after the start of the day */
    private Request turn(String feature, String session, int minute, String question, String answer) {
        RequestRef ref = new RequestRef(PROJECT, TraceData.traceId(), Spans.id(1));
        long start = Spans.START + minute * MINUTE;
        Request request =
                Spans.request(ref, 1, SpanStatus.OK, new Origin(feature, null, "production", session, null), start);
        traces.store(
                request, Spans.span(ref, 1, null, SpanKind.LLM, Spans.said(question, answer), Spans.model("stop")));
        bus.send(request);
        await().atMost(30, SECONDS).until(() -> !database.end(ref, "judge").equals("none"));
        return request;
    }

    private Listed listed(String session) {
        return new Listed(RestAssured.given()
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "console", clock.instant()))
                .get("/api/v1/evaluation/sessions?project=" + PROJECT
                        + "&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&session=" + session)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath());
    }

    private record Listed(JsonPath json) {
        Listed then(String path, @Nullable Object value) {
            assertThat(json.<Object>get(path)).as(path).isEqualTo(value);
            return this;
        }
    }
}
