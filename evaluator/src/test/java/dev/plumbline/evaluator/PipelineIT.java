package dev.plumbline.evaluator;

import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.event.TruthRecorded;
import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.fixture.Bus;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.fixture.TraceData;
import dev.plumbline.evaluator.reading.Spans;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.Truth;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** Requests on the bus become scores in the database, in the API and on the bus, with all workers running. */
@QuarkusTest
@QuarkusTestResource(
        value = PlumblineServers.class,
        initArgs = {
            @ResourceArg(name = "role", value = "plumbline_eval"),
            @ResourceArg(name = "traceSchema", value = "true")
        })
class PipelineIT {
    private static final String PASSAGE =
            "The Sydney Harbour Bridge opened on 19 March 1932. The steel arch spans 503 metres.";
    private static final Set<String> ALL = Set.of(
            "answer_present",
            "refusal",
            "length_contract",
            "json_contract",
            "repetition",
            "grounded",
            "same_language",
            "one_language",
            "private_data",
            "prompt_leak");

    private static Bus bus;

    private final TraceData traces = new TraceData();
    private final Database database = new Database();

    @BeforeAll
    static void open() {
        bus = new Bus();
    }

    @AfterAll
    static void close() {
        bus.close();
    }

    @Test
    void request_becomesScores_andTheirEvents() {
        // given
        Request request = stored(1, "When was it opened?", "The bridge opened on 19 March 1932.");

        // when
        bus.send(request);

        // then
        await().atMost(30, SECONDS)
                .until(() -> database.end(request.ref(), "scorers").equals("scored"));
        assertThat(database.scores(request.ref()))
                .extracting(row -> row.get("name"))
                .hasSameElementsAs(ALL);
        assertThat(database.score(request.ref(), "grounded"))
                .containsEntry("label", "pass")
                .containsEntry("value", 1.0)
                .containsEntry("scorer", "grounding/1")
                .containsEntry("probability", 1.0)
                .containsEntry("reason", "all")
                .containsEntry("feature", "support-assistant")
                .containsEntry("version", 1);
        assertThat(database.score(request.ref(), "json_contract")).containsEntry("label", "abstain");
        await().atMost(30, SECONDS).until(() -> bus.scores(request.ref()).size() == ALL.size());
        ScoreRecorded event = bus.scores(request.ref()).stream()
                .filter(score -> score.score().name().equals("grounded"))
                .findFirst()
                .orElseThrow();
        assertThat(event.score())
                .isEqualTo(new ScoreRecorded.Score(
                        "grounded", "grounding/1", 1.0, "pass", "1 of 1 sentences are supported by a passage", true));
        assertThat(event.sampling().probability()).isEqualTo(1.0);
        assertThat(event.sampling().reason()).isEqualTo("all");
        assertThat(event.origin()).isEqualTo(request.origin());
        assertThat(event.attributes()).isEqualTo(request.attributes());
        assertThat(event.atNano()).isEqualTo(request.time().startNano());
    }

    @Test
    void sameVersionAgain_isNothing_aHigherOneReplaces_aLowerOneIsNothing() {
        // given
        Request first = stored(1, "When?", "The bridge opened on 19 March 1932.");
        bus.send(first);
        bus.send(first);
        await().atMost(30, SECONDS)
                .until(() -> database.end(first.ref(), "scorers").equals("scored"));

        // when: late content arrives, then the first version once more
        Request second = Spans.request(first.ref(), 2, SpanStatus.OK);
        traces.store(second, answerOf(first.ref(), 2, "When?", "I'm sorry, but I can't help with that."));
        bus.send(second);
        bus.send(first);

        // then
        await().atMost(30, SECONDS)
                .until(() -> database.score(first.ref(), "refusal").get("label").equals("fail"));
        await().atMost(30, SECONDS).until(() -> bus.scores(first.ref()).size() == 2 * ALL.size());
        assertThat(database.scores(first.ref())).hasSize(ALL.size());
        assertThat(database.scores(first.ref()))
                .extracting(row -> row.get("version"))
                .containsOnly(2);
        assertThat(bus.scores(first.ref()).stream()
                        .map(event -> event.header().id())
                        .collect(Collectors.toSet()))
                .hasSize(2 * ALL.size());
        assertThat(bus.scores(first.ref())).hasSize(2 * ALL.size());
    }

    @Test
    void versionsOutOfOrder_endAtTheHighest() {
        Request high = stored(3, "When?", "The bridge opened on 19 March 1932.");

        bus.send(high);
        await().atMost(30, SECONDS)
                .until(() -> database.end(high.ref(), "scorers").equals("scored"));
        bus.send(Spans.request(high.ref(), 2, SpanStatus.OK));
        Request marker = stored(1, "After?", "Yes, after it.");
        bus.send(marker.ref().traceId(), Bus.json(Bus.settled(marker)));

        await().atMost(30, SECONDS)
                .until(() -> database.end(marker.ref(), "scorers").equals("scored"));
        assertThat(database.rows(
                        "SELECT version FROM eval.job WHERE trace_id = decode(?, 'hex')",
                        high.ref().traceId()))
                .containsExactly(Map.of("version", 3));
    }

    @Test
    void poisonAmongRecords_becomesADeadLetter_andStopsNothing() {
        // given: all on one partition, so that they come in one batch or in order
        String key = "poison-" + TraceData.traceId();
        Request before = stored(1, "Before?", "Before.");
        Request after = stored(1, "After?", "After.");
        String nullCharacter = new String(Bus.json(Bus.settled(before)), StandardCharsets.UTF_8)
                .replace("support-assistant", "a\\u0000b");

        // when
        bus.send(key, Bus.json(Bus.settled(before)));
        bus.send(key, "{\"version\": ".getBytes(StandardCharsets.UTF_8));
        bus.send(key, new byte[] {0, 1, 2});
        bus.send(key, nullCharacter.getBytes(StandardCharsets.UTF_8));
        bus.send(key, Bus.json(Bus.settled(after)));

        // then
        await().atMost(30, SECONDS)
                .until(() -> database.end(after.ref(), "scorers").equals("scored"));
        await().atMost(30, SECONDS)
                .until(() -> database.end(before.ref(), "scorers").equals("scored"));
        assertThat(database.rows(
                        "SELECT reason FROM eval.dead_letter WHERE convert_from(key, 'UTF8') = ? ORDER BY position",
                        key))
                .extracting(row -> row.get("reason"))
                .containsExactly(
                        "the record is no JSON", "the record is no JSON", "origin.feature has a null character");
    }

    @Test
    void databaseAway_isWaitedFor_andNothingIsLost() {
        // given
        Request request = stored(1, "Still there?", "Still there.");
        database.execute("ALTER ROLE plumbline_eval NOLOGIN");
        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'plumbline_eval'");

        // when
        bus.send(request);
        try {
            await().atMost(40, SECONDS)
                    .ignoreExceptions()
                    .until(() -> RestAssured.get("/q/health/ready").statusCode() == 503);
        } finally {
            database.execute("ALTER ROLE plumbline_eval LOGIN");
        }

        // then
        await().atMost(60, SECONDS)
                .until(() -> database.end(request.ref(), "scorers").equals("scored"));
        await().atMost(30, SECONDS)
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        await().atMost(30, SECONDS).until(() -> bus.scores(request.ref()).size() == ALL.size());
    }

    @Test
    void requestThatIsGone_endsVisibly() {
        Request request = stored(1, "Erase me?", "Yes.");
        traces.erase(request.ref());

        bus.send(request);

        await().atMost(30, SECONDS)
                .until(() -> database.end(request.ref(), "scorers").equals("not_scored: request gone"));
        assertThat(database.scores(request.ref())).isEmpty();
    }

    @Test
    void contentThatWasRemoved_endsVisibly_andKeepsTheScoresItHad() {
        // given
        Request request = stored(1, "When?", "The bridge opened on 19 March 1932.");
        bus.send(request);
        await().atMost(30, SECONDS)
                .until(() -> database.end(request.ref(), "scorers").equals("scored"));

        // when
        Request again = Spans.request(request.ref(), 2, SpanStatus.OK);
        traces.store(again);
        traces.removeContent(request.ref());
        bus.send(again);

        // then
        await().atMost(30, SECONDS)
                .until(() -> database.end(request.ref(), "scorers").equals("not_scored: content removed"));
        assertThat(database.scores(request.ref())).hasSize(ALL.size());
    }

    @Test
    void rootThatArrivesLate_takesThePlaceOfItsCall() {
        // given: a call without a root is a request of its own
        String traceId = TraceData.traceId();
        RequestRef call = new RequestRef(1, traceId, Spans.id(2));
        Request asCall = Spans.request(call, 1, SpanStatus.OK);
        traces.store(asCall, Spans.span(call, 2, 1, SpanKind.LLM, Spans.said("Why?", "Because.")));
        bus.send(asCall);
        await().atMost(30, SECONDS).until(() -> database.end(call, "scorers").equals("scored"));

        // when
        RequestRef root = new RequestRef(1, traceId, Spans.id(1));
        Request asRoot = Spans.request(root, 1, SpanStatus.OK);
        traces.store(asRoot, Spans.span(root, 1, null, SpanKind.CHAIN, Spans.said("Why?", "Because.")));
        bus.send(asRoot);

        // then: one request has scores
        await().atMost(30, SECONDS).until(() -> database.end(root, "scorers").equals("scored"));
        assertThat(database.end(call, "scorers")).isEqualTo("not_scored: request gone");
        assertThat(database.scores(root)).hasSize(ALL.size());
    }

    @Test
    void gradesOfRelevance_rankTheDocuments_andAGradeThatComesLaterRanksThemAnew() {
        // given: three documents were retrieved, and nobody has said which are relevant
        RequestRef ref = new RequestRef(1, TraceData.traceId(), Spans.id(1));
        Request request = Spans.request(ref, 1, SpanStatus.OK);
        List<Document> documents = Stream.of("doc-1", "doc-2", "doc-3")
                .map(id -> new Document(id, "text of " + id, null))
                .toList();
        traces.store(
                request,
                Spans.span(ref, 1, null, SpanKind.LLM, Spans.said("When?", "In 1932.")),
                Spans.span(
                        ref,
                        2,
                        1,
                        SpanKind.RETRIEVER,
                        new Content(Map.of(), List.of(), List.of(), List.of(), documents)));
        bus.send(request);
        await().atMost(30, SECONDS).until(() -> "scored".equals(database.end(ref, "scorers")));
        assertThat(database.scores(ref)).hasSize(ALL.size());

        // when: the second is relevant
        grade(ref, "doc-2", 1);

        // then
        await().atMost(30, SECONDS).until(() -> "scored".equals(database.end(ref, "ranking")));
        assertThat(database.score(ref, "reciprocal_rank"))
                .containsEntry("label", "pass")
                .containsEntry("value", 0.5);
        assertThat(database.score(ref, "retrieval_hit")).containsEntry("label", "pass");
        assertThat((Double) database.score(ref, "ndcg").get("value"))
                .isCloseTo(Math.log(2) / Math.log(3), within(1e-9));

        // when: a better one was not retrieved at all
        grade(ref, "doc-9", 3);

        // then
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(database.score(ref, "ndcg")).containsEntry("label", "fail"));
        assertThat(database.score(ref, "reciprocal_rank")).containsEntry("value", 0.5);
        assertThat(database.scores(ref)).hasSize(ALL.size() + 3);
    }

    private void grade(RequestRef ref, String document, double grade) {
        String name = "relevance:" + document;
        traces.say(new Truth(ref, "truth", name, "desk", grade, null, 1));
        bus.send(
                Topics.TRUTH,
                ref.traceId(),
                Bus.json(new TruthRecorded(
                        new EventHeader(UUID.randomUUID().toString(), Instant.EPOCH),
                        ref,
                        "truth",
                        name,
                        new TruthRecorded.Outcome(grade, null),
                        "desk",
                        1)));
    }

    @Test
    void api_listsSumsUpAndCounts() {
        Request request = stored(1, "When?", "The bridge opened on 19 March 1932.");
        bus.send(request);
        await().atMost(30, SECONDS)
                .until(() -> database.end(request.ref(), "scorers").equals("scored"));

        caller().get("/api/v1/scores?trace=" + request.ref().traceId() + "&limit=6")
                .then()
                .statusCode(200)
                .body("items", hasSize(6))
                .body("items[0].request.traceId", equalTo(request.ref().traceId()))
                .body("items[0].at", equalTo("2026-01-01T00:00:00Z"))
                .body("items[0].sampling.reason", equalTo("all"))
                .body("next", notNullValue());
        String next = caller().get("/api/v1/scores?trace=" + request.ref().traceId() + "&limit=6")
                .path("next");
        caller().get("/api/v1/scores?limit=6&trace=" + request.ref().traceId() + "&cursor=" + next)
                .then()
                .body("items", hasSize(4))
                .body("next", nullValue());
        caller().get("/api/v1/scores?name=grounded&label=pass&trace="
                        + request.ref().traceId())
                .then()
                .body("items", hasSize(1))
                .body("items[0].score.value", equalTo(1.0f));
        caller().get("/api/v1/scores/summary?feature=support-assistant&by=release&buckets=2"
                        + "&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z")
                .then()
                .statusCode(200)
                .body("items.find { it.name == 'answer_present' }.slice", equalTo("1.4.0"))
                .body("items.find { it.name == 'answer_present' }.total.failRate.n", notNullValue())
                .body("items.find { it.name == 'answer_present' }.series[0].from", equalTo("2026-01-01T00:00:00Z"));
        caller().get("/api/v1/evaluation/jobs")
                .then()
                .statusCode(200)
                .body("items.find { it.state == 'scored' }.n", notNullValue())
                .body("deadLetters", notNullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/scores?project=x,project",
        "/api/v1/scores?limit=501,limit",
        "/api/v1/scores?label=good,label",
        "/api/v1/scores?trace=zz,trace",
        "/api/v1/scores?from=today,from",
        "/api/v1/scores?cursor=abc,cursor",
        "/api/v1/scores/summary?buckets=-1,buckets",
        "/api/v1/scores/summary?from=5&to=4,from"
    })
    void wrongParameter_isRefusedByName(String path, String parameter) {
        caller().get(path)
                .then()
                .statusCode(400)
                .body("field", equalTo(parameter))
                .body("error", containsString(parameter));
    }

    @Test
    void withoutAValidIdentity_nothingIsAnswered() {
        for (String path : List.of("/api/v1/scores", "/api/v1/scores/summary", "/api/v1/evaluation/jobs", "/nowhere")) {
            RestAssured.get(path).then().statusCode(401).body("error", notNullValue());
        }
        RestAssured.given()
                .header(Identity.HEADER, Identity.sign("another secret", "console", Instant.now()))
                .get("/api/v1/scores")
                .then()
                .statusCode(401);
        RestAssured.get("/q/metrics").then().statusCode(200).body(containsString("plumbline_intake_records_total"));
    }

    /** A request with a retrieval and a model call. */
    private Request stored(int version, String question, String answer) {
        RequestRef ref = new RequestRef(1, TraceData.traceId(), Spans.id(1));
        Request request = Spans.request(ref, version, SpanStatus.OK);
        traces.store(
                request,
                Spans.span(ref, 1, null, SpanKind.CHAIN, Content.EMPTY),
                Spans.span(ref, 10, 1, SpanKind.RETRIEVER, Spans.retrieved(PASSAGE)),
                Spans.span(ref, 20, 1, SpanKind.LLM, Spans.said(question, answer), Spans.model("stop")));
        return request;
    }

    /** What somebody writes runs on all traffic of its features, from its activation on and no longer. */
    @Test
    void expression_isAScorerOfItsFeatures_untilItIsTakenBack() {
        String rubric = """
                name: cites_a_year
                question: Does the answer name a year that a passage has?
                features: [%s]
                expression: passages.exists(p, p.contains('1932')) && answer.matches('\\\\b19[0-9]{2}\\\\b')
                """;
        post("/api/v1/rubrics", rubric.formatted("expressive"), 201);
        post("/api/v1/rubrics/cites_a_year/versions/1/activate", "", 200);
        Request good = expressive("It opened on 19 March 1932.");
        Request poor = expressive("It opened long ago.");
        Request other = stored(1, "When?", "It opened on 19 March 1932.");

        for (Request request : List.of(good, poor, other)) {
            bus.send(request);
            await().atMost(30, SECONDS)
                    .until(() -> database.end(request.ref(), "scorers").equals("scored"));
        }

        assertThat(database.score(good.ref(), "cites_a_year"))
                .containsEntry("label", "pass")
                .containsEntry("scorer", "expression:cites_a_year/1")
                .containsEntry("probability", 1.0)
                .containsEntry("explanation", "the expression holds");
        assertThat(database.score(poor.ref(), "cites_a_year")).containsEntry("label", "fail");
        assertThat(database.scores(other.ref())).hasSize(ALL.size());

        // and it can be taken back
        caller().delete("/api/v1/rubrics/cites_a_year/active").then().statusCode(200);
        Request after = expressive("It opened in 1932.");
        bus.send(after);
        await().atMost(30, SECONDS)
                .until(() -> database.end(after.ref(), "scorers").equals("scored"));
        assertThat(database.scores(after.ref())).hasSize(ALL.size());

        // and what is wrong with one is said with its place
        caller().contentType("text/plain")
                .body(rubric.formatted("expressive").replace("answer.matches", "reply.matches"))
                .post("/api/v1/rubrics")
                .then()
                .statusCode(400)
                .body("field", equalTo("expression"), "error", containsString("undeclared reference to 'reply'"));
    }

    private void post(String path, String body, int status) {
        caller().contentType("text/plain").body(body).post(path).then().statusCode(status);
    }

    private Request expressive(String answer) {
        RequestRef ref = new RequestRef(1, TraceData.traceId(), Spans.id(1));
        Origin origin = new Origin("expressive", "1.4.0", "production", null, null);
        Request request = Spans.request(ref, 1, SpanStatus.OK, origin, Spans.START);
        traces.store(
                request,
                Spans.span(ref, 1, null, SpanKind.CHAIN, Content.EMPTY),
                Spans.span(ref, 10, 1, SpanKind.RETRIEVER, Spans.retrieved(PASSAGE)),
                Spans.span(ref, 20, 1, SpanKind.LLM, Spans.said("When?", answer), Spans.model("stop")));
        return request;
    }

    private static StoredSpan answerOf(RequestRef ref, int version, String question, String answer) {
        return Spans.span(ref, 20 + version, 1, SpanKind.LLM, Spans.said(question, answer), Spans.model("stop"));
    }

    private static RequestSpecification caller() {
        return RestAssured.given()
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "console", Instant.now()));
    }
}
