package dev.plumbline.evaluator.clusters;

import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.RequestAssigned;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
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
import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.reading.Spans;
import dev.plumbline.evaluator.scores.Outcome;
import dev.plumbline.evaluator.scores.ResultStore;
import dev.plumbline.evaluator.scores.Score;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Phase 2 of sampling from the bus to jobs and scores. Each cluster has one session a day drawn, by a chance of 1. */
@QuarkusTest
@TestProfile(ByHand.class)
class AssignmentIT {
    private static final int PROJECT = 778;

    private final Bus bus = new Bus();
    private final Database database = new Database();
    private final TraceData traces = new TraceData();
    private int places;

    @Inject
    MutableClock clock;

    @Inject
    JobStore jobs;

    @Inject
    ResultStore results;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void rareCluster_isDrawn_andRulesTakeWhatIsNewOrFar_upToTheirNumberADay() {
        // given: a feature of which phase 1 draws nothing
        List<Request> rare = sent(3, SpanStatus.OK);
        List<Request> found = sent(4, SpanStatus.OK);
        List<Request> far = sent(3, SpanStatus.OK);
        List<Request> error = sent(1, SpanStatus.ERROR);

        // when
        bus.send(Topics.ASSIGNMENTS, "f", "{}".getBytes(StandardCharsets.UTF_8));
        rare.forEach(request -> assign(request, "c-rare", false, false, 1));
        found.forEach(request -> assign(request, "c-new", true, false, 1));
        far.forEach(request -> assign(request, "c-usual", false, true, 1));
        error.forEach(request -> assign(request, "c-error", false, false, 1));
        assign(rare.get(0), "c-rare", false, false, 1);
        awaitAssigned(11);

        // then
        assertThat(rare)
                .extracting(this::decided)
                .containsExactly("cluster 1.0 open", "none 0.0 not_scored", "none 0.0 not_scored");
        assertThat(found)
                .extracting(this::decided)
                .containsExactly(
                        "cluster 1.0 open",
                        "rule:new cluster 1.0 open",
                        "rule:new cluster 1.0 open",
                        "none 0.0 not_scored");
        assertThat(far)
                .extracting(this::decided)
                .containsExactly("cluster 1.0 open", "rule:far from all clusters 1.0 open", "none 0.0 not_scored");
        assertThat(error).extracting(this::decided).containsExactly("cluster 1.0 open");
        assertThat(database.rows("SELECT topic FROM eval.dead_letter"))
                .containsExactly(Map.of("topic", Topics.ASSIGNMENTS));
        assertThat(database.rows("SELECT max(fence) AS fence FROM eval.job")).containsExactly(Map.of("fence", 1L));
        assertThat(explained(rare.get(0)))
                .contains("passed over; its session is of the cluster “about c-rare”: phase 2 draws 0.")
                .contains("takes what is below 1.0000; drawn, probability 1.0000 over both phases; the job is open");
        assertThat(explained(found.get(1))).contains("not drawn", "judged by the rule:new cluster, outside of all");
    }

    @Test
    void assignmentThatTheDatabaseRefuses_becomesADeadLetter_andItsNeighboursAreStored() {
        // given: a name that is well formed and longer than an index takes
        String endless = new Random(1)
                .ints(8_000, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        List<Request> sent = sent(3, SpanStatus.OK);

        // when
        assign(sent.get(0), "c-one", false, false, 1);
        bus.send(
                Topics.ASSIGNMENTS,
                "f",
                Bus.json(assigned(sent.get(1), endless, new RequestAssigned.Cluster("c", "about c", false, false), 1)));
        assign(sent.get(2), "c-two", false, false, 1);
        awaitAssigned(2);

        // then
        await().atMost(30, SECONDS).until(() -> database.count("eval.dead_letter") == 1);
        assertThat(database.rows("SELECT reason FROM eval.dead_letter"))
                .containsExactly(Map.of("reason", "cannot be stored: DatabaseException"));
        assertThat(List.of(decided(sent.get(0)), decided(sent.get(2))))
                .containsExactly("cluster 1.0 open", "cluster 1.0 open");
    }

    @Test
    void laterTurns_andRequestsThatComeAfterTheirCluster_areOfTheirSession() {
        // given
        Request early = request("silent", TraceData.traceId(), SpanStatus.OK);
        traces.store(early);

        // when
        assign(early, "c-early", false, false, 1);
        awaitAssigned(1);
        bus.send(early);
        await().atMost(30, SECONDS).until(() -> decided(early).equals("cluster 1.0 open"));
        Request turn = request("silent", String.valueOf(early.origin().sessionId()), SpanStatus.OK);
        bus.send(turn);
        await().atMost(30, SECONDS).until(() -> decided(turn).equals("cluster 1.0 open"));

        // then: learned anew, it has another cluster, and what was decided stands
        assign(early, "c-later", true, true, 2);
        assign(early, "c-early", false, false, 1);
        await().atMost(30, SECONDS)
                .untilAsserted(
                        () -> assertThat(database.rows("SELECT cluster_id, reference, rule FROM eval.assignment"))
                                .containsExactly(row("c-later", 2)));
        assertThat(decided(early)).isEqualTo("cluster 1.0 open");
        assertThat(database.count("eval.cluster_day")).isZero();
    }

    @Test
    void whatPhaseOneDrew_weighsLess_andTheBusIsToldWhatPhaseOneDid() {
        // given: enough of them that the draw takes two
        List<Request> half = sent(60, "support-assistant", SpanStatus.OK).stream()
                .filter(request -> decided(request).equals("rate 0.5 open"))
                .limit(2)
                .toList();
        Request scored = half.get(0);
        Request waiting = half.get(1);
        score(scored);
        assertThat(weight(scored)).isEqualTo("rate 0.5");
        Job leased = lease(waiting);

        // when: phase 2 decides while the judge has it
        assign(scored, "c-one", false, false, 1);
        assign(waiting, "c-other", false, false, 1);
        awaitAssigned(2);
        end(waiting, leased);

        // then
        assertThat(weight(scored)).isEqualTo("rate 1.0");
        assertThat(weight(waiting)).isEqualTo("rate 1.0");
        assertThat(told(scored).probability()).isEqualTo(0.5);
        assertThat(told(waiting).probability()).isEqualTo(0.5);
        assertThat(told(waiting).reason()).isEqualTo("rate");
    }

    @Test
    void requestThatCameLongBefore_isLeftAsItWas_andOneThatIsGoneForgetsItsSession() {
        Request old = sent(1, SpanStatus.OK).get(0);
        clock.advance(Duration.ofHours(25));
        Request fresh = sent(1, SpanStatus.OK).get(0);

        assign(old, "c-old", false, false, 1);
        assign(fresh, "c-fresh", false, false, 1);
        awaitAssigned(2);

        assertThat(decided(old)).isEqualTo("none 0.0 not_scored");
        assertThat(explained(old)).contains("known too late for phase 2");
        assertThat(decided(fresh)).isEqualTo("cluster 1.0 open");
        results.end(List.of(), Set.of(fresh.ref()), clock.instant());
        assertThat(database.rows("SELECT cluster_id FROM eval.assignment"))
                .containsExactly(Map.of("cluster_id", "c-old"));
        assertThat(database.rows("SELECT session FROM eval.job WHERE kind = 'judge' AND cluster_id = 'c-fresh'"))
                .containsExactly(Map.of("session", fresh.ref().traceId()));
    }

    private static Map<String, @Nullable Object> row(String cluster, int reference) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("cluster_id", cluster);
        row.put("reference", reference);
        row.put("rule", null);
        return row;
    }

    private List<Request> sent(int n, SpanStatus status) {
        return sent(n, "silent", status);
    }

    private List<Request> sent(int n, String feature, SpanStatus status) {
        List<Request> requests = IntStream.range(0, n)
                .mapToObj(i -> request(feature, TraceData.traceId(), status))
                .toList();
        requests.forEach(traces::store);
        requests.forEach(bus::send);
        await().atMost(30, SECONDS)
                .until(() -> requests.stream().noneMatch(one -> decided(one).equals("unknown")));
        return requests;
    }

    private static Request request(String feature, String session, SpanStatus status) {
        return Spans.request(
                new RequestRef(PROJECT, TraceData.traceId(), Spans.id(1)),
                1,
                status,
                new Origin(feature, null, "production", session, null),
                Spans.START);
    }

    /** One key: they come in order. */
    private void assign(Request request, String cluster, boolean found, boolean far, int reference) {
        bus.send(
                Topics.ASSIGNMENTS,
                "f",
                Bus.json(assigned(
                        request,
                        request.origin().feature(),
                        new RequestAssigned.Cluster(cluster, "about " + cluster, found, far),
                        reference)));
    }

    private RequestAssigned assigned(Request request, String feature, RequestAssigned.Cluster cluster, int reference) {
        return new RequestAssigned(
                new EventHeader(TraceData.traceId(), Instant.EPOCH),
                request.ref(),
                feature,
                cluster,
                reference,
                Spans.START + places++);
    }

    private void awaitAssigned(int sessions) {
        await().atMost(30, SECONDS)
                .until(() -> database.count("eval.assignment WHERE project_id = " + PROJECT) == sessions);
    }

    private String decided(Request request) {
        return database
                .rows(
                        "SELECT reason || ' ' || to_char(probability, 'FM0.0') || ' ' || state AS said FROM eval.job"
                                + " WHERE kind = 'judge' AND trace_id = decode(?, 'hex')",
                        request.ref().traceId())
                .stream()
                .map(row -> String.valueOf(row.get("said")))
                .findFirst()
                .orElse("unknown");
    }

    private String explained(Request request) {
        return RestAssured.given()
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "console", clock.instant()))
                .get("/api/v1/sampling/explain?project=" + PROJECT + "&trace="
                        + request.ref().traceId())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("items[0].sentence");
    }

    private void score(Request request) {
        end(request, lease(request));
    }

    private Job lease(Request request) {
        return jobs.lease(JobKind.JUDGE, 100, clock.instant(), Duration.ofMinutes(5)).stream()
                .filter(job -> job.request().equals(request.ref()))
                .findFirst()
                .orElseGet(() -> {
                    clock.advance(Duration.ofMinutes(6));
                    return lease(request);
                });
    }

    private void end(Request request, Job job) {
        List<Score> scores = List.of(new Score("helpful", "m/1", Finding.pass(1, "yes"), null));
        assertThat(results.end(List.of(new Outcome(job, JobEnd.SCORED, request, scores)), Set.of(), clock.instant()))
                .hasSize(1);
    }

    private String weight(Request request) {
        Map<String, @Nullable Object> score = database.score(request.ref(), "helpful");
        return score.get("reason") + " " + score.get("probability");
    }

    private ScoreRecorded.Sampling told(Request request) {
        Map<String, @Nullable Object> row = database.rows(
                        "SELECT (v ->> 'probability')::float8 AS p, v ->> 'reason' AS r, (v ->> 'policyVersion')::int AS n"
                                + " FROM (SELECT convert_from(value, 'UTF8')::jsonb -> 'sampling' AS v FROM eval.outbox"
                                + " WHERE key = ?) AS told",
                        request.ref().traceId())
                .get(0);
        return new ScoreRecorded.Sampling((Double) row.get("p"), String.valueOf(row.get("r")), (Integer) row.get("n"));
    }
}
