package dev.plumbline.evaluator.intake;

import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.event.TruthRecorded;
import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.fixture.Bus;
import dev.plumbline.evaluator.fixture.ByHand;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.fixture.MutableClock;
import dev.plumbline.evaluator.fixture.TraceData;
import dev.plumbline.evaluator.reading.Spans;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** With a judge that sees half of the requests, every request has a job for it with a visible decision. */
@QuarkusTest
@TestProfile(ByHand.class)
class SampledIntakeIT {
    /** Not that of other tests, whose records may still be on the bus. */
    private static final int PROJECT = 777;

    private static final String JOBS = "eval.job WHERE project_id = " + PROJECT;

    private static final Origin UNRELEASED = new Origin("support-assistant", null, "production", null, null);

    private final Bus bus = new Bus();

    @Inject
    MutableClock clock;

    private final Database database = new Database();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void everyRequest_isChosenByRateOrByRuleOrVisiblyNot() {
        // given
        List<Request> requests = IntStream.range(0, 200)
                .mapToObj(i -> Spans.request(
                        new RequestRef(PROJECT, TraceData.traceId(), Spans.id(1)),
                        1,
                        i % 2 == 0 ? SpanStatus.OK : SpanStatus.ERROR,
                        UNRELEASED,
                        Spans.START))
                .toList();

        // when
        requests.forEach(bus::send);
        await().atMost(30, SECONDS).until(() -> database.count(JOBS) == 400);

        // then
        List<Map<String, Object>> ends =
                List.copyOf(database.rows("SELECT reason, probability, state, end_reason, count(*) AS n FROM " + JOBS
                        + " AND kind = 'judge' GROUP BY reason, probability, state, end_reason ORDER BY reason"));
        assertThat(ends)
                .extracting(
                        row -> row.get("reason"),
                        row -> row.get("probability"),
                        row -> row.get("state"),
                        row -> row.get("end_reason"))
                .containsExactly(
                        tuple("none", 0.5, "not_scored", "not sampled"),
                        tuple("rate", 0.5, "open", null),
                        tuple("rule:error", 1.0, "open", null));
        assertThat(ends.stream().mapToLong(row -> (Long) row.get("n")).sum()).isEqualTo(200);
        assertThat((Long) ends.get(1).get("n")).isBetween(60L, 140L);

        // and the same again changes nothing
        requests.forEach(bus::send);
        Request last = Spans.request(new RequestRef(PROJECT, TraceData.traceId(), Spans.id(1)), 1, SpanStatus.OK);
        IntStream.range(0, 12).forEach(i -> bus.send("key-" + i, Bus.json(Bus.settled(last))));
        await().atMost(30, SECONDS).until(() -> database.count(JOBS) == 402);
        assertThat(database.rows("SELECT max(fence) AS fence FROM " + JOBS)).containsExactly(Map.of("fence", 0L));
    }

    @Test
    void whatTheJudgeItselfDid_isNeitherJudgedNorScored() {
        // given: all on one partition, so that they come in order
        String key = TraceData.traceId();
        Request own = Spans.request(
                new RequestRef(PROJECT, TraceData.traceId(), Spans.id(1)),
                1,
                SpanStatus.ERROR,
                new Origin("plumbline-evaluator", null, null, null, null),
                Spans.START);
        Request after = Spans.request(new RequestRef(PROJECT, TraceData.traceId(), Spans.id(1)), 1, SpanStatus.OK);

        bus.send(key, Bus.json(Bus.settled(own)));
        bus.send(key, Bus.json(Bus.settled(after)));

        await().atMost(30, SECONDS).until(() -> database.count(JOBS) == 2);
        assertThat(database.end(own.ref(), "judge")).isEqualTo("none");
        assertThat(database.end(own.ref(), "scorers")).isEqualTo("none");
    }

    @Test
    void firstRequestsOfARelease_areJudged_howeverOftenTheyCome() {
        // given: a feature of which nothing is drawn
        String release = TraceData.traceId();
        List<Request> requests =
                IntStream.range(0, 8).mapToObj(i -> silent(release)).toList();

        // when: each twice
        requests.forEach(bus::send);
        requests.forEach(bus::send);
        await().atMost(30, SECONDS).until(() -> database.count(JOBS) == 16);

        // then
        assertThat(database.rows("SELECT reason, probability, count(*) AS n FROM " + JOBS
                        + " AND kind = 'judge' GROUP BY 1, 2 ORDER BY 1"))
                .containsExactly(
                        Map.of("reason", "none", "probability", 0.0, "n", 5L),
                        Map.of("reason", "rule:new release", "probability", 1.0, "n", 3L));
    }

    @Test
    void negativeFeedback_hasItsRequestJudged_whicheverComesFirst() {
        // given
        String release = TraceData.traceId();
        IntStream.range(0, 3).forEach(i -> bus.send(silent(release)));
        await().atMost(30, SECONDS).until(() -> database.count(JOBS) == 6);
        Request before = silent(release);
        Request after = silent(release);
        Request happy = silent(release);

        // when
        feedback(before, "feedback", null, "Thumbs_Down");
        bus.send(Topics.TRUTH, "x", "no json".getBytes(StandardCharsets.UTF_8));
        await().atMost(30, SECONDS).until(() -> database.count("eval.unhappy") == 1);
        List.of(before, after, happy).forEach(bus::send);
        await().atMost(30, SECONDS).until(() -> database.count(JOBS) == 12);
        feedback(happy, "feedback", 1.0, null);
        feedback(happy, "truth", 0.0, null);
        feedback(after, "feedback", 0.0, null);
        await().atMost(30, SECONDS).until(() -> database.count("eval.unhappy") == 2);

        // then
        await().atMost(30, SECONDS).untilAsserted(() -> {
            assertThat(reason(before)).isEqualTo("rule:negative feedback open");
            assertThat(reason(after)).isEqualTo("rule:negative feedback open");
        });
        assertThat(reason(happy)).isEqualTo("none not_scored");
        assertThat(database.rows("SELECT topic FROM eval.dead_letter")).containsExactly(Map.of("topic", Topics.TRUTH));
    }

    @Test
    void driftOfInputs_hasItsExamplesJudged() {
        // given: requests that were passed over
        String release = TraceData.traceId();
        IntStream.range(0, 3).forEach(i -> bus.send(silent(release)));
        await().atMost(30, SECONDS).until(() -> database.count(JOBS) == 6);
        List<Request> passed =
                IntStream.range(0, 6).mapToObj(i -> silent(release)).toList();
        passed.forEach(bus::send);
        await().atMost(30, SECONDS).until(() -> database.count(JOBS) == 18);

        // when
        bus.send(Topics.DRIFT, "f", "{}".getBytes(StandardCharsets.UTF_8));
        drift("output", "opened", "silent", passed.get(0));
        drift("input", "closed", "silent", passed.get(1));
        drift("input", "opened", "another feature", passed.get(2));
        drift("input", "opened", "silent", passed.get(3));
        drift("input", "grown", "silent", passed.get(4));
        drift("input", "grown", "silent", passed.get(4));

        // then
        await().atMost(30, SECONDS)
                .until(() -> reason(passed.get(4)).equals("rule:drift open")
                        && reason(passed.get(3)).equals("rule:drift open"));
        await().atMost(30, SECONDS).until(() -> database.count("eval.dead_letter") == 1);
        assertThat(List.of(0, 1, 2, 5))
                .allSatisfy(i -> assertThat(reason(passed.get(i))).isEqualTo("none not_scored"));
        assertThat(database.rows("SELECT DISTINCT probability, fence FROM eval.job WHERE reason = 'rule:drift'"))
                .containsExactly(Map.of("probability", 1.0, "fence", 1L));
    }

    @Test
    void explain_saysWhy() {
        // given
        String release = TraceData.traceId();
        List<Request> requests =
                IntStream.range(0, 4).mapToObj(i -> silent(release)).toList();
        TraceData traces = new TraceData();
        requests.forEach(traces::store);
        for (Request request : requests) {
            bus.send(request);
            await().atMost(30, SECONDS)
                    .until(() -> !database.end(request.ref(), "judge").equals("none"));
        }

        // then
        String ruled = explain(requests.get(0)).getString("items[0].sentence");
        assertThat(ruled)
                .contains("the stratum silent takes what is below 0.0000; passed over")
                .contains("judged by the rule:new release, outside of all estimates");
        JsonPath passed = explain(requests.get(3));
        assertThat(passed.getString("items[0].sentence")).endsWith("the job is not_scored, not sampled");
        assertThat(passed.getString("items[0].drawn.key"))
                .isEqualTo("trace " + requests.get(3).ref().traceId());
        assertThat(passed.getInt("items[0].policyVersion")).isEqualTo(passed.getInt("items[0].decided.policyVersion"));
        caller().get("/api/v1/sampling/explain?trace=" + "0".repeat(32)).then().statusCode(400);
        assertThat(caller().get("/api/v1/sampling/policies").jsonPath().getList("items"))
                .isNotEmpty();
    }

    private JsonPath explain(Request request) {
        return caller().get("/api/v1/sampling/explain?project=" + PROJECT + "&trace="
                        + request.ref().traceId())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private RequestSpecification caller() {
        return RestAssured.given()
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "console", clock.instant()));
    }

    private String reason(Request request) {
        Map<String, Object> row = Map.copyOf(database.rows(
                        "SELECT reason, state FROM eval.job WHERE kind = 'judge' AND trace_id = decode(?, 'hex')",
                        request.ref().traceId())
                .get(0));
        return row.get("reason") + " " + row.get("state");
    }

    private void feedback(Request request, String kind, @Nullable Double value, @Nullable String label) {
        TruthRecorded event = new TruthRecorded(
                new EventHeader(TraceData.traceId(), Instant.EPOCH),
                request.ref(),
                kind,
                "thumbs",
                new TruthRecorded.Outcome(value, label),
                null,
                Spans.START);
        bus.send(Topics.TRUTH, request.ref().traceId(), Bus.json(event));
    }

    private void drift(String verdict, String change, String feature, Request example) {
        DriftChanged event = new DriftChanged(
                new EventHeader(TraceData.traceId(), Instant.EPOCH),
                "f-1",
                change,
                new DriftChanged.Subject(PROJECT, feature, "new_cluster", "c-1", "helmet, recall", verdict),
                new DriftChanged.Evidence(0, 1, 200, null, new DriftChanged.Interval(0.1, 0.05, 0.15), 0.001),
                List.of(example.ref().traceId()),
                "A new cluster.");
        // One key: they come in order.
        bus.send(Topics.DRIFT, "f", Bus.json(event));
    }

    private static Request silent(String release) {
        return Spans.request(
                new RequestRef(PROJECT, TraceData.traceId(), Spans.id(1)),
                1,
                SpanStatus.OK,
                new Origin("silent", release, "production", null, null),
                Spans.START);
    }
}
