package dev.plumbline.evaluator.dryrun;

import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.fixture.ByHand;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.fixture.MutableClock;
import dev.plumbline.evaluator.fixture.TraceData;
import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.jobs.NewJob;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer.Answer;
import dev.plumbline.evaluator.reading.Spans;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.evaluator.scores.Outcome;
import dev.plumbline.evaluator.scores.ResultStore;
import dev.plumbline.evaluator.scores.Score;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.sessions.SessionCycle;
import dev.plumbline.evaluator.sessions.SessionStore;
import dev.plumbline.evaluator.sessions.Touch;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.database.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** A version of a rubric on past requests, beside what the present version says of them. */
@QuarkusTest
@TestProfile(ByHand.class)
class DryRunIT {
    private static final String ALL = "\"from\": \"2025-12-31T00:00:00Z\", \"to\": \"2026-01-02T00:00:00Z\"";
    private static final String TONE =
            "{\"name\": \"tone\", \"question\": \"Is it calm?\", \"criteria\": [{\"id\": \"calm\", \"text\": \"Calm.\"}]}";

    private static final String SOLVED =
            "{\"name\": \"solved\", \"question\": \"Is it solved?\", \"target\": \"session\","
                    + " \"criteria\": [{\"id\": \"done\", \"text\": \"Solved.\"}]}";

    @Inject
    DryRunCycle cycle;

    @Inject
    SessionCycle sessions;

    @Inject
    SessionStore sessionStore;

    @Inject
    JobStore jobs;

    @Inject
    ResultStore results;

    @Inject
    DataSource source;

    @Inject
    MutableClock clock;

    JudgeServer judge;

    private final Database database = new Database();
    private final TraceData traces = new TraceData();

    @BeforeEach
    void reset() {
        database.empty();
        clock.advance(Duration.ofDays(1));
        judge.asked().clear();
    }

    @Test
    void trial_showsWhatWouldChange_andScoresNothing() throws Exception {
        // given: the present version passes all three
        post("/api/v1/rubrics", TONE).statusCode(201);
        post("/api/v1/rubrics/tone/versions/1/activate", "").statusCode(200);
        post("/api/v1/rubrics", TONE.replace("Calm.", "Calm and kind."))
                .statusCode(201)
                .body("version", equalTo(2));
        RequestRef changing = scored("The first answer is a rude one.");
        scored("The second answer is a polite one.");
        scored("The third answer is a polite one.");
        judge.behave(call -> call.lastMessage().contains("a rude one")
                ? Answer.verdict("fail", "calm", "answer is a rude one")
                : Answer.verdict("pass", "calm", "answer is a polite one"));

        // when
        String id = post("/api/v1/rubrics/tone/dry-runs", "{\"version\": 2, \"requests\": 10, " + ALL + "}")
                .statusCode(201)
                .body("open", equalTo(3), "compared", equalTo("judge:m/1"))
                .extract()
                .path("of.id");
        while (cycle.run()) {
            // Until all are judged.
        }

        // then
        JsonPath run = get("/api/v1/rubrics/tone/dry-runs/" + id);
        assertThat(run.getInt("open")).isZero();
        assertThat(run.getMap("labels")).isEqualTo(Map.of("fail", 1, "pass", 2));
        assertThat(run.getMap("moves")).isEqualTo(Map.of("pass > fail", 1, "pass > pass", 2));
        assertThat(run.getList("changes.traceId")).containsExactly(changing.traceId());
        assertThat(run.getString("changes[0].explanation")).startsWith("broken: calm; evidence: answer");
        assertThat(database.count("eval.score WHERE scorer = 'judge:m/2'")).isZero();
        assertThat(database.rows("SELECT calls FROM eval.judge_spend WHERE rubric = 'tone'"))
                .containsExactly(Map.of("calls", 3));

        // and the same again costs nothing
        post("/api/v1/rubrics/tone/dry-runs", "{\"version\": 2, " + ALL + "}").statusCode(201);
        while (cycle.run()) {
            // Until all are judged.
        }
        assertThat(judge.asked()).hasSize(3);
    }

    @Test
    void trialOfARubricForSessions_isOfWholePastSessions_besideWhatIsSaidOfThemNow() throws Exception {
        // given: the present version passed two conversations; one of them, and a third that was never judged, end
        // badly
        post("/api/v1/rubrics", SOLVED).statusCode(201);
        post("/api/v1/rubrics/solved/versions/1/activate", "").statusCode(200);
        post("/api/v1/rubrics", SOLVED.replace("Solved.", "Solved at once.")).statusCode(201);
        RequestRef bad = session("bad", "It leaks.", "It still leaks, sorry to say.");
        session("good", "It leaks.", "Thank you, it is dry now.");
        sessions.run();
        clock.advance(Duration.ofMinutes(16));
        sessions.run();
        passed("bad", "good");
        session("other", "It leaks too.", "It still leaks, sorry to say.");
        RequestRef goesOn = session("goes on", "It leaks as well.", "It still leaks, sorry to say.");
        clock.advance(Duration.ofMinutes(16));
        sessions.run();
        judge.behave(call -> call.lastMessage().contains("still leaks")
                ? Answer.verdict("fail", "done", "It still leaks, sorry to say.")
                : Answer.verdict("pass", "done", "Thank you, it is dry now."));

        // when
        String id = post("/api/v1/rubrics/solved/dry-runs", "{\"version\": 2, \"sessions\": 10, " + ALL + "}")
                .statusCode(201)
                .body("open", equalTo(4), "compared", equalTo("judge:m/1"))
                .extract()
                .path("of.id");
        touch(goesOn, "goes on");
        while (cycle.run()) {
            // Until all are judged.
        }

        // then
        JsonPath run = get("/api/v1/rubrics/solved/dry-runs/" + id);
        assertThat(run.getMap("labels")).isEqualTo(Map.of("fail", 2, "pass", 1));
        assertThat(run.getMap("moves")).isEqualTo(Map.of("pass > fail", 1, "pass > pass", 1, "none > fail", 1));
        assertThat(run.getMap("failed")).isEqualTo(Map.of("session went on", 1));
        assertThat(run.getList("changes.session")).containsExactly("bad");
        assertThat(run.getList("changes.traceId")).containsExactly(bad.traceId());
        assertThat(judge.asked()).hasSize(3);
        assertThat(judge.asked())
                .allSatisfy(call -> assertThat(call.lastMessage())
                        .containsSubsequence(
                                "<<<CONVERSATION", "[1, user]", "leaks", "[2, user]", "And now?", "[2, assistant]"));
        assertThat(database.count("eval.score WHERE scorer = 'judge:m/2'")).isZero();
    }

    @Test
    void trialOfSessions_takesNoRequests_andTheReverse() {
        post("/api/v1/rubrics", SOLVED).statusCode(201);
        post("/api/v1/rubrics", TONE).statusCode(201);

        post("/api/v1/rubrics/solved/dry-runs", "{\"requests\": 5}")
                .statusCode(400)
                .body("field", equalTo("requests"));
        post("/api/v1/rubrics/tone/dry-runs", "{\"sessions\": 5}")
                .statusCode(400)
                .body("field", equalTo("sessions"));
        post("/api/v1/rubrics/solved/dry-runs", "{\"sessions\": 501}")
                .statusCode(400)
                .body("field", equalTo("sessions"));
        post("/api/v1/rubrics/solved/dry-runs", "{}")
                .statusCode(400)
                .body("field", equalTo("from"), "error", containsString("no idle session"));
    }

    @Test
    void judgeThatIsAway_isWaitedFor_andOneThatIsNeverUnderstood_isNamed() throws Exception {
        post("/api/v1/rubrics", TONE).statusCode(201);
        scored("The first answer is a rude one.");
        judge.behave(call -> Answer.of(429, "", "Retry-After", "120"));
        String id =
                post("/api/v1/rubrics/tone/dry-runs", "{" + ALL + "}").extract().path("of.id");

        assertThat(cycle.run()).isTrue();
        clock.advance(Duration.ofSeconds(119));
        assertThat(cycle.run()).isFalse();
        judge.behave(call -> Answer.said("no json"));
        clock.advance(Duration.ofSeconds(2));
        assertThat(cycle.run()).isTrue();

        assertThat(get("/api/v1/rubrics/tone/dry-runs/" + id).getMap("failed")).isEqualTo(Map.of("judge unusable", 1));
    }

    @Test
    void whatCannotBeTried_isRefusedByItsField() {
        post("/api/v1/rubrics", TONE).statusCode(201);

        post("/api/v1/rubrics/tone/dry-runs", "{\"version\": 7}")
                .statusCode(400)
                .body("field", equalTo("version"));
        post("/api/v1/rubrics/tone/dry-runs", "{\"requests\": 0}")
                .statusCode(400)
                .body("field", equalTo("requests"));
        post("/api/v1/rubrics/tone/dry-runs", "{\"n\": 5}").statusCode(400).body("field", equalTo("n"));
        post("/api/v1/rubrics/tone/dry-runs", "{}").statusCode(400).body("field", equalTo("from"));
    }

    /** A request that the scorers are done with and the present version has passed. */
    private RequestRef scored(String answer) {
        RequestRef ref = new RequestRef(1, TraceData.traceId(), Spans.id(1));
        Request request = Spans.request(ref, 1, SpanStatus.OK);
        traces.store(
                request,
                Spans.span(ref, 1, null, SpanKind.LLM, Spans.said("What is it?", answer), Spans.model("stop")));
        NewJob job = new NewJob(ref, JobKind.SCORERS, 1, "support-assistant", Spans.START, SamplingDecision.all(1));
        Sql.transaction(source, connection -> jobs.open(connection, List.of(job), clock.instant()));
        Job leased = jobs.lease(JobKind.SCORERS, 1, clock.instant(), Duration.ofMinutes(1))
                .get(0);
        results.end(
                List.of(new Outcome(
                        leased,
                        JobEnd.SCORED,
                        request,
                        List.of(new Score("tone", "judge:m/1", Finding.pass(1, "calm"), null)))),
                Set.of(),
                clock.instant());
        return ref;
    }

    /** Two turns; the second is answered so. */
    private RequestRef session(String name, String question, String end) {
        RequestRef first = turn(name, 0, question, "Turn the ring.");
        turn(name, 1, "And now?", end);
        return first;
    }

    private RequestRef turn(String session, int minute, String question, String answer) {
        RequestRef ref = new RequestRef(1, TraceData.traceId(), Spans.id(1));
        long start = Spans.START + minute * 60_000_000_000L;
        Request request = Spans.request(ref, 1, SpanStatus.OK, new Origin("whole", null, null, session, null), start);
        traces.store(
                request, Spans.span(ref, 1, null, SpanKind.LLM, Spans.said(question, answer), Spans.model("stop")));
        SamplingDecision sampling = new SamplingDecision(false, 0.5, SamplingDecision.NONE, 1);
        NewJob job = new NewJob(ref, JobKind.JUDGE, 1, "whole", start, sampling, session);
        Sql.transaction(source, connection -> jobs.open(connection, List.of(job), clock.instant()));
        touch(ref, session);
        return ref;
    }

    private void touch(RequestRef ref, String session) {
        Sql.commit(
                source,
                connection -> sessionStore.touch(
                        connection, List.of(new Touch(ref, "whole", session, Spans.START, "OK")), clock.instant()));
    }

    /** The present version passes what is open. */
    private void passed(String... names) {
        List<Job> leased = jobs.lease(JobKind.SESSION, 10, clock.instant(), Duration.ofMinutes(1));
        assertThat(leased).hasSize(names.length);
        for (Job job : leased) {
            Request request = Spans.request(
                    job.request(),
                    job.version(),
                    SpanStatus.OK,
                    new Origin("whole", null, null, null, null),
                    Spans.START);
            results.end(
                    List.of(new Outcome(
                            job,
                            JobEnd.SCORED,
                            request,
                            List.of(new Score("solved", "judge:m/1", Finding.pass(1, "done"), null)))),
                    Set.of(),
                    clock.instant());
        }
    }

    private ValidatableResponse post(String path, String body) {
        return RestAssured.given()
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "ann", clock.instant()))
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private JsonPath get(String path) {
        return RestAssured.given()
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "ann", clock.instant()))
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
