package dev.plumbline.evaluator.judge;

import dev.plumbline.contracts.identity.Identity;
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
import dev.plumbline.evaluator.reading.Spans;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.database.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** Rubrics through the API: written, activated, judged by, and what they cost. */
@QuarkusTest
@TestProfile(ByHand.class)
class RubricsIT {
    private static final String ANSWER = "A day ticket costs 17 dollars and is valid on buses.";
    private static final String TONE = """
            name: tone
            question: Is the tone right?
            scale: {grades: 5, pass-from: 4}
            criteria:
              - id: calm
                text: The answer stays calm.
            """;

    @Inject
    JudgeCycle cycle;

    @Inject
    JobStore jobs;

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
        judge.behave(call -> call.body().toString().contains("Is the tone right?")
                ? Answer.verdict("3", "calm", "valid on buses")
                : Answer.verdict("pass", "clear", "valid on buses"));
    }

    @Test
    void versions_areWrittenOnce_andJudgeOnlyWhenActivated() throws Exception {
        post("/api/v1/rubrics", TONE).statusCode(201).body("version", equalTo(1));
        post("/api/v1/rubrics", TONE).statusCode(201).body("version", equalTo(1));
        post("/api/v1/rubrics", TONE.replace("calm.", "calm and kind.")).body("version", equalTo(2));
        caller().get("/api/v1/rubrics/tone")
                .then()
                .body("items.version", contains(2, 1), "judging", contains("helpful/1"));

        post("/api/v1/rubrics/tone/versions/2/activate", "").statusCode(200);
        post("/api/v1/rubrics/tone/versions/9/activate", "").statusCode(400).body("field", equalTo("version"));
        RequestRef request = request(ANSWER);
        cycle.run();

        assertThat(database.end(request, "judge")).isEqualTo("scored");
        assertThat(database.score(request, "tone"))
                .containsEntry("scorer", "judge:m/2")
                .containsEntry("label", "fail")
                .containsEntry("value", 0.5)
                .containsEntry("explanation", "grade 3 of 5, most for calm; evidence: answer 37-51");
        assertThat(database.score(request, "helpful")).containsEntry("label", "pass");

        // and after both have been deactivated nothing judges, visibly
        caller().delete("/api/v1/rubrics/tone/active").then().statusCode(200);
        caller().delete("/api/v1/rubrics/helpful/active").then().statusCode(200);
        caller().delete("/api/v1/rubrics/helpful/active").then().statusCode(400);
        RequestRef unjudged = request(ANSWER + " And more.");
        cycle.run();
        assertThat(database.end(unjudged, "judge")).isEqualTo("not_scored: no rubric");
        post("/api/v1/rubrics", TONE.replace("criteria", "criterions"))
                .statusCode(400)
                .body("field", equalTo("criterions"));
    }

    @Test
    void sameContents_areNotPaidForTwice_untilTheRubricChanges() throws Exception {
        RequestRef first = request(ANSWER);
        RequestRef second = request(ANSWER);
        cycle.run();
        cycle.run();

        assertThat(judge.asked()).hasSize(1);
        assertThat(database.score(first, "helpful")).containsEntry("tokens_in", 100L);
        assertThat(database.score(second, "helpful"))
                .containsEntry("tokens_in", 0L)
                .containsEntry("label", "pass");

        request(ANSWER + " Children pay half.");
        cycle.run();
        assertThat(judge.asked()).hasSize(2);
        post("/api/v1/rubrics", TONE).statusCode(201);
        post("/api/v1/rubrics/tone/versions/1/activate", "").statusCode(200);
        request(ANSWER);
        cycle.run();
        assertThat(judge.asked()).hasSize(3);
    }

    @Test
    void aJudgeThatGoesAwayBetweenTwoRubrics_isAskedAgainOnlyForWhatIsMissing() throws Exception {
        post("/api/v1/rubrics", TONE).statusCode(201);
        post("/api/v1/rubrics/tone/versions/1/activate", "").statusCode(200);
        judge.behave(call -> call.body().toString().contains("Is the tone right?")
                ? Answer.of(503, "", "Retry-After", "30")
                : Answer.verdict("pass", "clear", "valid on buses"));
        RequestRef request = request(ANSWER);
        cycle.run();
        assertThat(database.end(request, "judge")).isEqualTo("open");

        judge.behave(call -> Answer.verdict("5", "calm", "valid on buses"));
        clock.advance(Duration.ofSeconds(31));
        cycle.run();

        assertThat(database.scores(request)).extracting(row -> row.get("name")).containsExactly("helpful", "tone");
        assertThat(judge.asked()).hasSize(3);
    }

    @Test
    void spend_isKeptPerProjectAndRubric_andSetRightByWhatTheEndpointCounts() throws Exception {
        request(ANSWER);
        cycle.run();

        assertThat(database.rows("SELECT project_id, rubric, calls, tokens, micros FROM eval.judge_spend"))
                .containsExactly(
                        Map.of("project_id", 1, "rubric", "helpful", "calls", 1, "tokens", 120L, "micros", 400L));
    }

    @Test
    void tokensOfARubric_areCheckedBeforeTheCall() throws Exception {
        // given: a bound of 100,000 tokens of which a call is reckoned with some 2,000
        database.execute("INSERT INTO eval.judge_spend VALUES ('"
                + clock.instant().toString().substring(0, 10) + "', 1, 'helpful', 7, 99000, 0)");
        RequestRef request = request(ANSWER);

        cycle.run();

        assertThat(database.end(request, "judge")).isEqualTo("not_scored: budget");
        assertThat(judge.asked()).isEmpty();
        assertThat(database.rows("SELECT calls FROM eval.judge_day")).containsExactly(Map.of("calls", 0));
    }

    private RequestRef request(String answer) {
        RequestRef ref = new RequestRef(1, TraceData.traceId(), Spans.id(1));
        traces.store(
                Spans.request(ref, 1, SpanStatus.OK),
                Spans.span(ref, 1, null, SpanKind.LLM, Spans.said("What does it cost?", answer), Spans.model("stop")));
        NewJob job = new NewJob(
                ref, JobKind.JUDGE, 1, "support-assistant", Spans.START, new SamplingDecision(true, 0.25, "rate", 3));
        Sql.transaction(source, connection -> jobs.open(connection, List.of(job), clock.instant()));
        return ref;
    }

    private ValidatableResponse post(String path, String body) {
        return caller().contentType("application/yaml").body(body).post(path).then();
    }

    private RequestSpecification caller() {
        return RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/yaml", io.restassured.http.ContentType.TEXT)))
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "ann", clock.instant()));
    }
}
